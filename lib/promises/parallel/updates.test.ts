import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { parallelRows } from './drawn-stories.ts';
import { brokenIsReplaced, unwellBelowHoldsNothing, updatesOneByOne } from './updates.ts';

const { parallelRollout: rows, brokenParallel } = parallelRows;
const END = `end | ${'.'.repeat(90)}!`;

tryCases(updatesOneByOne, [
  { title: 'when one comes after the other', rows: withRows(rows), outcome: 'held', trials: 1 },
  {
    title: 'when all are updated at once',
    rows: withRows(rows, 'pod web-1 b @n2 claim=none | f....T-'),
    outcome: 'violated',
    says: /web-1 was updated before web-2 was, and well/,
  },
  {
    title: 'for a set in order',
    rows: withRows(rows, 'set web s1 m=update:r2 | f..m'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(rows), 'gap pod | .......-'],
    outcome: 'unknown',
  },
]);

tryCases(unwellBelowHoldsNothing, [
  {
    title: 'when the rollout goes on all the same',
    rows: withRows(rows),
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when it is held back',
    rows: [
      ...withRows(rows, 'pod web-1 b | f', 'pod web-1 e |', 'pod web-2 c | f', 'pod web-2 d |'),
      END,
    ],
    outcome: 'violated',
    says: /web-2 was held back by web-0/,
  },
  {
    title: 'when all are well',
    rows: withRows(rows, 'pod web-0 a | f'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(rows), 'gap pod | ..------'],
    outcome: 'unknown',
  },
]);

tryCases(brokenIsReplaced, [
  {
    title: 'when the old template is enough',
    rows: withRows(brokenParallel),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the broken pod stays',
    rows: [...withRows(brokenParallel, 'pod web-0 b rev=r2 | ......+P', 'pod web-0 c |'), END],
    outcome: 'violated',
    says: /web-0 stayed at the broken r2/,
  },
  { title: 'when nothing was broken', rows: withRows(rows), outcome: 'unknown', trials: 0 },
  {
    title: 'when nobody watched',
    rows: [...withRows(brokenParallel), 'gap pod | .......-'],
    outcome: 'unknown',
  },
]);
