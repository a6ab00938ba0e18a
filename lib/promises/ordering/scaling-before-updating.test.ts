import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { orderingRows } from './drawn-stories.ts';
import { scalingBeforeUpdating } from './scaling-before-updating.ts';

const { shrinkAndUpdate } = orderingRows;

tryCases(scalingBeforeUpdating, [
  {
    title: 'when the condemned go first',
    rows: withRows(shrinkAndUpdate),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when both are done at once',
    rows: withRows(shrinkAndUpdate, 'pod web-1 b @n2 claim=none | f........T-'),
    outcome: 'violated',
    says: /web-0 was deleted for an update while web-1 was to go/,
  },
  {
    title: 'when nobody had to go',
    rows: ['set web s1 replicas=1 m=update:r2 | f..m', 'pod web-0 a | f...T-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(shrinkAndUpdate), 'gap pod | .......-'],
    outcome: 'unknown',
  },
]);
