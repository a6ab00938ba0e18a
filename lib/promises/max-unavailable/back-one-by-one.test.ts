import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { backOneByOne } from './back-one-by-one.ts';
import { inOrderRows } from './drawn-stories.ts';

const { inOrder } = inOrderRows;
const BACK = 'pod web-1 d @n1 claim=none rev=r2 |';

tryCases(backOneByOne, [
  { title: 'when each waits for the last', rows: withRows(inOrder), outcome: 'held', trials: 1 },
  {
    title: 'when both come at once',
    rows: withRows(inOrder, `${BACK} .....+R`),
    outcome: 'violated',
    says: /web-1 came back before web-0 was Ready|web-0 came back before web-1 was Ready/,
  },
  {
    title: 'when they went one by one',
    rows: withRows(
      inOrder,
      `${BACK} .....+R`,
      'pod web-0 a @n1 claim=none | f......T-',
      'pod web-0 c @n1 claim=none rev=r2 | .........+R',
    ),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when no order was asked for',
    rows: withRows(
      inOrder,
      'set web s1 policy=Parallel replicas=2 templates=none most=2 m=update:r2 s= | f.m.........s',
    ),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(inOrder), 'gap pod | ....-'],
    outcome: 'unknown',
    trials: 0,
  },
]);
