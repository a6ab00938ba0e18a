import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { introducedRows } from './drawn-stories.ts';
import { introducedInOrder } from './introduced.ts';

const { introduced } = introducedRows;
const FIRST = 'said met web-1 b value=web-0_2 |';
const MISSED = 'said missed web-1 b value=web-0_45 | ........!';

tryCases(introducedInOrder, [
  { title: 'when all answer', rows: withRows(introduced), outcome: 'held', trials: 3 },
  {
    title: 'when all are started at once, and find each other after all',
    rows: withRows(introduced, 'pod web-1 b @n2 | .+.......R'),
    outcome: 'violated',
    says: /web-1 was to begin while web-0 was not Ready/,
  },
  {
    title: 'when one that is Ready does not answer',
    rows: [...withRows(introduced, FIRST), MISSED],
    outcome: 'violated',
    says: /web-1 never met web-0, which was Ready all the while/,
  },
  {
    title: 'when the one that was asked went away',
    rows: [
      ...withRows(introduced, FIRST, 'pod web-0 a @n1 | .+.R..r', 'pod web-2 c @n3 |'),
      MISSED,
    ],
    outcome: 'unknown',
    says: /may have been away/,
  },
  {
    title: 'when a fault may have been in the way',
    rows: [...withRows(introduced, FIRST), MISSED, 'fault dns-outage | .....i<'],
    outcome: 'unknown',
    says: /may have been away/,
  },
  {
    title: 'when no order was asked for',
    rows: withRows(introduced, 'set web s1 policy=Parallel | +'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody listened',
    rows: [...withRows(introduced), 'gap op | ......-'],
    outcome: 'unknown',
    trials: 2,
  },
]);
