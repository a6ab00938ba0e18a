import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { downToNothing } from './down-to-nothing.ts';
import { orderingRows } from './drawn-stories.ts';

const { sleep } = orderingRows;

tryCases(downToNothing, [
  { title: 'when all go and come back', rows: withRows(sleep), outcome: 'held', trials: 1 },
  {
    title: 'when nothing is taken for one',
    rows: [
      ...withRows(
        sleep,
        'set web s1 replicas=2 | f..0',
        'pod web-0 a | f',
        'pod web-0 c |',
        'pod web-1 d |',
      ),
      `end | ${'.'.repeat(70)}!`,
    ],
    outcome: 'violated',
    says: /web kept web-0 although it has no replicas/,
  },
  {
    title: 'when a member is made while none is wanted',
    rows: withRows(sleep, 'pod web-0 c @n1 claim=none | .........+.R'),
    outcome: 'violated',
  },
  {
    title: 'when a member comes back with another claim',
    rows: withRows(sleep, 'pod web-0 c claim=other | ..............+.R'),
    outcome: 'violated',
    says: /before the set slept/,
  },
  {
    title: 'when it never slept',
    rows: withRows(sleep, 'set web s1 replicas=2 | f'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(sleep), 'gap pod | ....-'],
    outcome: 'unknown',
  },
]);
