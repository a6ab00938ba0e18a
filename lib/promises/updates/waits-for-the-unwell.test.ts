import { tryCases } from '../try-cases.ts';
import { waitsForTheUnwell } from './waits-for-the-unwell.ts';

const [badRevision, anyone] = waitsForTheUnwell;
if (!badRevision || !anyone) throw new Error('there are two');

const SET = 'set web s1 m=update:r2 | f..m';
const HIGH = ['pod web-2 c @n3 | f..T-', 'pod web-2 f @n3 rev=r2 | .....+.P'];
const LOW = 'pod web-0 a @n1 | f';
const END = 'end | ...................!';
const minute = '.'.repeat(80);

tryCases(badRevision, [
  {
    title: 'when those below go on as they were',
    rows: [SET, ...HIGH, 'pod web-1 b @n2 | f', LOW, END],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the next is taken after a while',
    rows: [SET, ...HIGH, 'pod web-1 b @n2 | f...........T-', LOW, END],
    outcome: 'violated',
    says: /web-1 was taken down while web-2 was not Ready/,
  },
  {
    title: 'when the bad one is only slow',
    rows: [SET, ...HIGH.slice(0, 1), 'pod web-2 f @n3 rev=r2 | .....+.R', LOW, END],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody was looking',
    rows: [SET, ...HIGH, 'pod web-1 b @n2 | f', LOW, END, 'gap pod | ..........--'],
    outcome: 'unknown',
  },
]);

tryCases(anyone, [
  {
    title: 'when the update waits for one below, and goes on',
    rows: [
      SET,
      'pod web-2 c @n3 | f.............T-',
      'pod web-1 b @n2 | f',
      'pod web-0 a @n1 | f.r.........R',
      END,
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the update comes while one is away',
    rows: [
      ...['set web s1 m=update:r2 | f....m', 'pod web-2 c @n3 | f................T-'],
      ...['pod web-1 b @n2 | f', 'pod web-0 a @n1 | f.T-', 'pod web-0 d @n1 | ............+.R'],
      ...[END, 'request delete pods web-0 uid=a | ..!'],
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it does not wait',
    rows: [
      SET,
      'pod web-2 c @n3 | f........T-',
      'pod web-1 b @n2 | f',
      'pod web-0 a @n1 | f.r.........R',
      END,
    ],
    outcome: 'violated',
  },
  {
    title: 'when it never goes on',
    rows: [
      ...[SET, 'pod web-2 c @n3 | f', 'pod web-1 b @n2 | f', 'pod web-0 a @n1 | f.r.........R'],
      `end | ............${minute}!`,
    ],
    outcome: 'violated',
    says: /web-2 stays at r1 after web-0 has recovered/,
  },
  {
    title: 'when the order does not matter to its pods',
    rows: [
      'set web s1 policy=Parallel m=update:r2 | f..m',
      ...['pod web-2 c @n3 | f........T-', 'pod web-0 a @n1 | f.r.........R', END],
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when more than one may be missing at once',
    rows: [
      'set web s1 most=2 m=update:r2 | f..m',
      ...['pod web-2 c @n3 | f........T-', 'pod web-0 a @n1 | f.r.........R', END],
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when there is nothing to update',
    rows: ['set web s1 | f', 'pod web-2 c @n3 | f', 'pod web-0 a @n1 | f.r.........R', END],
    outcome: 'unknown',
    trials: 0,
  },
]);
