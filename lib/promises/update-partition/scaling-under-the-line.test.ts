import { tryCases } from '../try-cases.ts';
import { scalingUnderTheLine } from './scaling-under-the-line.ts';

const [growth, fromNothing] = scalingUnderTheLine;
if (!growth || !fromNothing) throw new Error('there are two');

const GROWS = 'set web s1 replicas=1 m=updatePartition:2,update:r2 | f.m..3';
const LOW = 'pod web-1 b @n2 | ......+.R';
const HIGH = 'pod web-2 c @n3 rev=r2 | .........+.R';

tryCases(growth, [
  { title: 'when each comes at its own', rows: [GROWS, LOW, HIGH], outcome: 'held', trials: 2 },
  {
    title: 'when all come updated',
    rows: [GROWS, LOW.replace('@n2', '@n2 rev=r2'), HIGH],
    outcome: 'violated',
    says: /web-1 came below update partition 2 at r2 instead of r1/,
  },
  {
    title: 'when none comes updated',
    rows: [GROWS, LOW, HIGH.replace(' rev=r2', '')],
    outcome: 'violated',
    says: /web-2 came above update partition 2 at r1 instead of r2/,
  },
  {
    title: 'when there is nothing to roll out',
    rows: ['set web s1 replicas=1 above=2 | f....3', LOW],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the line moves before they come',
    rows: [
      'set web s1 replicas=1 m=updatePartition:2,update:r2 n=updatePartition:0 | f.m..3n',
      ...['pod web-1 b @n2 rev=r2 | .......+.R'],
    ],
    outcome: 'unknown',
    trials: 0,
  },
  { title: 'when nobody was looking', rows: [GROWS, LOW, 'gap pod | .....--'], outcome: 'unknown' },
]);

const EMPTIED = 'set web s1 replicas=2 m=updatePartition:1,update:r2 | f.m..0....2';
tryCases(fromNothing, [
  {
    title: 'when the one below comes back updated',
    rows: [EMPTIED, 'pod web-0 a @n1 rev=r2 | ...........+.R'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the one below comes back as it was',
    rows: [EMPTIED, 'pod web-0 a @n1 | ...........+.R'],
    outcome: 'violated',
    says: /web-0 came back from nothing at r1/,
  },
  {
    title: 'when no update was under way',
    rows: ['set web s1 replicas=2 above=1 | f.0....2', 'pod web-0 a @n1 | ........+.R'],
    outcome: 'unknown',
    trials: 0,
  },
]);
