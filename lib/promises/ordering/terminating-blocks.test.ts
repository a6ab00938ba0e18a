import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { orderingRows } from './drawn-stories.ts';
import { terminatingBlocks } from './terminating-blocks.ts';

const { slowToGo } = orderingRows;

tryCases(terminatingBlocks, [
  { title: 'when all wait for it', rows: withRows(slowToGo), outcome: 'held', trials: 1 },
  {
    title: 'when a condemned one goes before it is gone',
    rows: withRows(slowToGo, 'pod web-2 c @n3 claim=none | f......T-'),
    outcome: 'violated',
    says: /web-2 was deleted while web-0 was Terminating/,
  },
  {
    title: 'when a higher one is created before it is gone',
    rows: ['set web s1 replicas=2 | f', 'pod web-0 a | f.T......-', 'pod web-1 b | .......+'],
    outcome: 'violated',
    says: /web-1 was created while web-0 was Terminating/,
  },
  {
    title: 'when there was nothing else to do',
    rows: ['set web s1 replicas=1 | f', 'pod web-0 a | f.T......-', 'pod web-0 b | ..........+'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(slowToGo), 'gap pod | .....-'],
    outcome: 'unknown',
  },
]);
