import { tryCases } from '../try-cases.ts';
import { movesOfTheLine } from './moves-of-the-line.ts';

const [staged, lowered, raised] = movesOfTheLine;
if (!staged || !lowered || !raised) throw new Error('there are three');

const STAGED = 'set web s1 replicas=2 m=updatePartition:2,update:r2 | f.m';
const LOWERED = 'set web s1 replicas=2 m=updatePartition:2,update:r2 n=updatePartition:0 | f.m...n';
const PODS = ['pod web-0 a @n1 | f', 'pod web-1 b @n2 | f'];
const REVISIONS = ['revision r1 x | f', 'revision r2 y | ..+'];
const END = 'end | ...............!';
const minute = '.'.repeat(70);

tryCases(staged, [
  {
    title: 'when nobody moves',
    rows: [STAGED, ...REVISIONS, ...PODS, END],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the highest is taken all the same',
    rows: [STAGED, ...REVISIONS, 'pod web-1 b @n2 | f........T-', END],
    outcome: 'violated',
    says: /web-1 was replaced while update partition 2 staged r2/,
  },
  {
    title: 'when a member that was lost comes back updated',
    rows: [
      ...[
        STAGED,
        ...REVISIONS,
        'pod web-0 a @n1 | f........T-',
        'pod web-0 c @n1 rev=r2 | ...........+',
      ],
      ...[END, 'request delete pods web-0 uid=a | .........!'],
    ],
    outcome: 'violated',
  },
  {
    title: 'when the revision is not recorded',
    rows: [STAGED, 'revision r1 x | f', ...PODS, END],
    outcome: 'violated',
    says: /never recorded/,
  },
  {
    title: 'when the line is lowered at once',
    rows: [LOWERED.replace('...n', 'n'), ...REVISIONS, ...PODS, END],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody was looking',
    rows: [STAGED, ...REVISIONS, ...PODS, END, 'gap pod | .....--'],
    outcome: 'unknown',
  },
]);

tryCases(lowered, [
  {
    title: 'when the rest follows in order',
    rows: [
      ...[LOWERED, 'pod web-1 b @n2 | f......T-', 'pod web-1 d @n2 rev=r2 | .........+.R'],
      ...['pod web-0 a @n1 | f............T-', 'pod web-0 c @n1 rev=r2 | ...............+.R'],
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the rest follows from below',
    rows: [
      ...[LOWERED, 'pod web-0 b @n2 | f......T-', 'pod web-0 d @n2 rev=r2 | .........+.R'],
      ...['pod web-1 a @n1 | f............T-', 'pod web-1 c @n1 rev=r2 | ...............+.R'],
    ],
    outcome: 'violated',
    says: /taken in the order 0, 1/,
  },
  {
    title: 'when nothing follows',
    rows: [LOWERED, ...PODS, `end | ......${minute}!`],
    outcome: 'violated',
    says: /web-0 stays at r1, though the update partition was lowered to 0/,
  },
  {
    title: 'when nothing follows yet',
    rows: [LOWERED, ...PODS, END],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody was looking',
    rows: [LOWERED, ...PODS, END, 'gap set | .....--'],
    outcome: 'unknown',
  },
]);

const RAISED = 'set web s1 replicas=2 above=1 update=r2 m=updatePartition:2 | f..m';
tryCases(raised, [
  {
    title: 'when the updated one stays',
    rows: [RAISED, 'pod web-1 b @n2 rev=r2 | f', 'pod web-0 a @n1 | f', END],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is rolled back',
    rows: [RAISED, 'pod web-1 b @n2 rev=r2 | f.....T-', 'pod web-0 a @n1 | f', END],
    outcome: 'violated',
    says: /web-1 was rolled back/,
  },
  {
    title: 'when nobody was updated yet',
    rows: [RAISED.replace('update=r2', ''), ...PODS, END],
    outcome: 'unknown',
    trials: 0,
  },
]);
