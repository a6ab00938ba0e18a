import { tryCases } from '../try-cases.ts';
import { heldBelowTheLine } from './held-below-the-line.ts';

const [start, current, blocked] = heldBelowTheLine;
if (!start || !current || !blocked) throw new Error('there are three');

const FROM_FIVE = 'set web s1 replicas=2 start=5 m=updatePartition:1,update:r2 | f.m';
const HIGH = ['pod web-6 b @n2 | f..T-', 'pod web-6 d @n2 rev=r2 | .....+.R'];

tryCases(start, [
  {
    title: 'when the first is kept from the update',
    rows: [FROM_FIVE, 'pod web-5 a @n1 | f', ...HIGH],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the first is updated as well',
    rows: [
      FROM_FIVE,
      'pod web-5 a @n1 | f......T-',
      'pod web-5 c @n1 rev=r2 | .........+.R',
      ...HIGH,
    ],
    outcome: 'violated',
    says: /web-5 was updated above update partition 1 as its ordinal counts/,
  },
  {
    title: 'when the set starts at zero',
    rows: [FROM_FIVE.replace('start=5', ''), 'pod web-0 a @n1 | f'],
    outcome: 'unknown',
    trials: 0,
  },
]);

const CANARY = 'set web s1 replicas=2 m=updatePartition:1,update:r2 s=current:r2 | f.m';
const ONE = ['pod web-1 b @n2 | f..T-', 'pod web-1 d @n2 rev=r2 | .....+.R', 'end | ............!'];
tryCases(current, [
  {
    title: 'when the canary is there and the old revision is the current one',
    rows: [CANARY, 'pod web-0 a @n1 | f', ...ONE],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the canary is called the current revision',
    rows: [`${CANARY}.......s`, 'pod web-0 a @n1 | f', ...ONE],
    outcome: 'violated',
    says: /calls r2 the current revision, and web-0 below the update partition is still at r1/,
  },
  {
    title: 'when the line went down and all followed',
    rows: [
      'set web s1 replicas=2 m=updatePartition:1,update:r2 n=updatePartition:0 s=current:r2 | f.m......n......s',
      ...['pod web-0 a @n1 | f.........T-', 'pod web-0 c @n1 rev=r2 | ............+.R', ...ONE],
    ],
    outcome: 'held',
  },
]);

tryCases(blocked, [
  {
    title: 'when the canary waits',
    rows: [
      ...['set web s1 m=updatePartition:2,update:r2 | f..m', 'pod web-2 c @n3 | f.............T-'],
      ...['pod web-1 b @n2 | f', 'pod web-0 a @n1 | f.r.........R', 'end | ................!'],
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is only one above the line that is not Ready',
    rows: [
      ...['set web s1 m=updatePartition:1,update:r2 | f..m', 'pod web-2 c @n3 | f.............T-'],
      ...['pod web-1 b @n2 | f.r.........R', 'pod web-0 a @n1 | f', 'end | ................!'],
    ],
    outcome: 'unknown',
    trials: 0,
  },
]);
