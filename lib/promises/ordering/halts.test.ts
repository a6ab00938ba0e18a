import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { orderingRows } from './drawn-stories.ts';
import { scaleDownHalts, scaleUpHalts } from './halts.ts';

const { haltedGrowth, haltedShrinking } = orderingRows;
const END = `end | ${'.'.repeat(90)}!`;

tryCases(scaleUpHalts, [
  { title: 'when the set waits and goes on', rows: withRows(haltedGrowth), outcome: 'held' },
  {
    title: 'when readiness counts only once',
    rows: withRows(haltedGrowth, 'pod web-2 c @n3 claim=none | ........+.R'),
    outcome: 'violated',
    says: /web-2 was created while web-0 was not Ready/,
  },
  {
    title: 'when the set never goes on',
    rows: [...withRows(haltedGrowth, 'pod web-2 c |'), END],
    outcome: 'violated',
    says: /nothing was created after web-0 had recovered/,
  },
  {
    title: 'when no member was unwell',
    rows: withRows(haltedGrowth, 'pod web-0 a @n1 claim=none | f'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(haltedGrowth), 'gap pod | ......-'],
    outcome: 'unknown',
  },
]);

tryCases(scaleDownHalts, [
  { title: 'when the set waits and goes on', rows: withRows(haltedShrinking), outcome: 'held' },
  {
    title: 'when it shrinks below its quorum',
    rows: withRows(haltedShrinking, 'pod web-2 c @n3 claim=none | f.......T-'),
    outcome: 'violated',
    says: /web-2 was deleted while web-0 was not Ready/,
  },
  {
    title: 'when it never goes on',
    rows: [...withRows(haltedShrinking, 'pod web-1 b | f', 'pod web-2 c | f'), END],
    outcome: 'violated',
    says: /nothing was deleted/,
  },
  {
    title: 'when a user deleted the pods',
    rows: [
      ...withRows(haltedShrinking, 'pod web-2 c @n3 claim=none | f.......T-', 'pod web-1 b | f'),
      'request delete pods web-2 uid=c | .......!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(haltedShrinking), 'gap set | ......-'],
    outcome: 'unknown',
  },
]);
