import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { orderingRows } from './drawn-stories.ts';
import { lowerFirst, noDeadlock, serialRecovery } from './lower-first.ts';

const { lossesBelow } = orderingRows;
const BLIND = [...withRows(lossesBelow), 'gap pod | .......-'];

tryCases(lowerFirst, [
  {
    title: 'when all come back from below',
    rows: withRows(lossesBelow),
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when the higher one comes back first',
    rows: withRows(
      lossesBelow,
      'pod web-0 d @n1 claim=none | .........+.R',
      'pod web-1 e @n2 claim=none | ......+.R',
    ),
    outcome: 'violated',
    says: /web-1 was created before web-0 was back/,
  },
  {
    title: 'when a successor that runs is killed for it',
    rows: withRows(lossesBelow, 'pod web-2 c @n3 claim=none | f......T-'),
    outcome: 'violated',
    says: /web-2, which ran, was deleted when web-0 was lost/,
  },
  {
    title: 'when there is nobody above',
    rows: ['set web s1 | f', 'pod web-0 a | f.T-', 'pod web-0 b | ....+.R'],
    outcome: 'unknown',
    trials: 0,
  },
  { title: 'when nobody watched', rows: BLIND, outcome: 'unknown' },
]);

tryCases(noDeadlock, [
  { title: 'when they come back all the same', rows: withRows(lossesBelow), outcome: 'held' },
  {
    title: 'when the lowest waits for the highest',
    rows: withRows(
      lossesBelow,
      `pod web-2 c @n3 claim=none | f.r${'.'.repeat(80)}P`,
      'pod web-0 d |',
      'pod web-1 e |',
    ),
    outcome: 'violated',
    says: /web-0 never came back while web-[12] was not Ready/,
  },
  {
    title: 'when all above were well',
    rows: withRows(
      lossesBelow,
      'pod web-2 c @n3 claim=none | f',
      'pod web-1 b | f',
      'pod web-1 e |',
    ),
    outcome: 'unknown',
    trials: 0,
  },
  { title: 'when nobody watched', rows: BLIND, outcome: 'unknown' },
]);

tryCases(serialRecovery, [
  {
    title: 'when one comes after the other',
    rows: withRows(lossesBelow),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the low one keeps the other down',
    rows: [
      ...withRows(lossesBelow, 'pod web-0 d @n1 claim=none | ......+', 'pod web-1 e |'),
      'end | ..................!',
    ],
    outcome: 'held',
  },
  {
    title: 'when both come at once',
    rows: withRows(lossesBelow, 'pod web-1 e @n2 claim=none | .......+.R'),
    outcome: 'violated',
    says: /web-1 came back before web-0 was Ready again/,
  },
  { title: 'when nobody watched', rows: BLIND, outcome: 'unknown' },
]);
