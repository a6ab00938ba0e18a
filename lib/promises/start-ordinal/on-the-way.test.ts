import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { startOrdinalRows } from './drawn-stories.ts';
import { claimsBelowStart, newBeforeOld } from './on-the-way.ts';

const { movedRange } = startOrdinalRows;
const END = `end | ${'.'.repeat(90)}!`;

tryCases(newBeforeOld, [
  {
    title: 'when the new ones are there first',
    rows: withRows(movedRange),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when an old one goes first',
    rows: withRows(movedRange, 'pod web-1 b @n2 | f....T-'),
    outcome: 'violated',
    says: /web-1 was removed before web-2 was available/,
  },
  {
    title: 'when the old ones go from the lowest',
    rows: withRows(
      movedRange,
      'pod web-0 a @n1 | f.........T-',
      'pod web-1 b @n2 | f...........T-',
    ),
    outcome: 'violated',
    says: /web-0 was removed before web-1/,
  },
  {
    title: 'when nothing moved',
    rows: withRows(movedRange, 'set web s1 m= | f'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(movedRange), 'gap pod | ........-'],
    outcome: 'unknown',
  },
]);

tryCases(claimsBelowStart, [
  { title: 'when they go', rows: withRows(movedRange), outcome: 'held', trials: 2 },
  {
    title: 'when only those above the end go',
    rows: [
      ...withRows(movedRange, 'claim data-web-0 c0 m= | f', 'claim data-web-1 c1 m= | f'),
      END,
    ],
    outcome: 'violated',
    says: /claim data-web-[01] was kept/,
  },
  {
    title: 'when claims are to be kept',
    rows: withRows(movedRange, 'set web s1 replicas=2 m=start:2 | f..m'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(movedRange), 'gap claim | .............-'],
    outcome: 'unknown',
  },
]);
