import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { waitOutlivesTheController } from './across-outages.ts';
import { INTERRUPTED, minReadyRows } from './drawn-stories.ts';

const { interrupted } = minReadyRows;
const told = (second: number) => `${INTERRUPTED}${'.'.repeat(second - 5)}u`;

tryCases(waitOutlivesTheController, [
  {
    title: 'when the wait goes on from where it was',
    rows: withRows(interrupted),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it begins again',
    rows: withRows(interrupted, told(79)),
    outcome: 'violated',
    says: /were not available 56 s after the controller was back/,
  },
  { title: 'when it is forgotten', rows: withRows(interrupted, INTERRUPTED), outcome: 'violated' },
  {
    title: 'when it was over while nobody looked, and is told of soon after',
    rows: withRows(interrupted, told(30).replace('wait=60', 'wait=8')),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it was over while nobody looked, and nobody ever does',
    rows: withRows(interrupted, INTERRUPTED.replace('wait=60', 'wait=8')),
    outcome: 'violated',
  },
  {
    title: 'when a second wait would be over as soon as the first',
    rows: withRows(interrupted, told(42).replace('wait=60', 'wait=20')),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the member stops being Ready',
    rows: withRows(interrupted, told(79), `pod web-0 a @n1 claim=none | .+.R${'.'.repeat(30)}r`),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the history ends before it is over',
    rows: withRows(interrupted, INTERRUPTED, `end | ${'.'.repeat(50)}!`),
    outcome: 'unknown',
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(interrupted), 'gap set | ..........--'],
    outcome: 'unknown',
  },
]);
