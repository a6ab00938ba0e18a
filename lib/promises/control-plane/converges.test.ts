import { tryCases } from '../try-cases.ts';
import { convergesInTheEnd, lastWordWins } from './converges.ts';

const SCALE = 'request patch statefulsets/scale web | .!';
const TWO = ['pod web-0 a @n1 | f', 'pod web-1 b @n2 | f'];
const long = '.'.repeat(200);

tryCases(convergesInTheEnd, [
  {
    title: 'when a set was seen whole after it was changed',
    rows: [
      'set web s1 replicas=2 | f3',
      SCALE,
      ...TWO,
      'pod web-2 c @n3 | ..+.R',
      'converged web | ......!',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a wake-up is lost and nothing happens any more',
    rows: ['set web s1 replicas=2 | f3', SCALE, ...TWO, `end | ${long}!`],
    outcome: 'violated',
    says: /web-2 was not there/,
  },
  {
    title: 'when the trouble is not over',
    rows: [
      'set web s1 replicas=2 | f3',
      SCALE,
      ...TWO,
      'pod web-2 c | ..+',
      'fault stop-scheduler | ..<',
      `end | ${long}!`,
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the history ends too soon',
    rows: ['set web s1 replicas=2 | f3', SCALE, ...TWO, 'end | ...........!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the pods were not watched',
    rows: ['set web s1 replicas=2 | f3', SCALE, ...TWO, 'gap pod | ..--', `end | ${long}!`],
    outcome: 'unknown',
  },
]);

const EDITS = 'request patch statefulsets web | .!!!';

tryCases(lastWordWins, [
  {
    title: 'when what was said last comes true',
    rows: ['set web s1 replicas=2 | f313', EDITS, ...TWO, 'pod web-2 c @n3 | ..+..R'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it stops at what was said in between',
    rows: ['set web s1 replicas=2 | f213', EDITS, ...TWO, `end | ${long}!`],
    outcome: 'violated',
    says: /3 edits in a row, and at the end web-2 was not there/,
  },
  {
    title: 'when an old revision is left behind',
    rows: [
      'set web s1 replicas=2 m=update:r2 n=update:r3 o=update:r4 | fmno',
      EDITS,
      'pod web-0 a @n1 rev=r4 | f',
      'pod web-1 b @n1 rev=r3 | f',
      `end | ${long}!`,
    ],
    outcome: 'violated',
    says: /web-1 was at the old revision r3/,
  },
  {
    title: 'when there was time between the edits',
    rows: [
      'set web s1 replicas=2 | f3......1.......3',
      'request patch statefulsets web | .!......!.......!',
      ...TWO,
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the sets were not watched',
    rows: [
      'set web s1 replicas=2 | f313',
      EDITS,
      ...TWO,
      'gap set | ..--',
      'pod web-2 c @n3 | ..+..R',
    ],
    outcome: 'unknown',
  },
]);
