import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { restartRows } from './drawn-stories.ts';
import { driftStays } from './drift.ts';

const { drifted } = restartRows;
const FORGED = 'pod web-1 b @n2 v=r9 | f.......V';
const NEXT = 'pod web-1 d @n2 |';
const SET = 'set web s1 |';
const LATER = `end | ${'.'.repeat(80)}!`;

tryCases(driftStays, [
  {
    title: 'when the one stays and the other goes',
    rows: withRows(drifted),
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when nobody minds a forged label',
    rows: [...withRows(drifted, FORGED, NEXT), LATER],
    outcome: 'violated',
    says: /web-1 stayed under the label r9/,
  },
  {
    title: 'when there was no time to mind it',
    rows: withRows(drifted, FORGED, NEXT),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a set waits for deletions',
    rows: [
      'set web s1 replicas=2 strategy=OnDelete | f',
      ...withRows(drifted, SET, FORGED, NEXT),
      LATER,
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a member is taken down for its label',
    rows: withRows(drifted, 'pod web-0 a @n1 l=note:mine | f.L.T-'),
    outcome: 'violated',
    says: /web-0 was taken down after it was edited/,
  },
  {
    title: 'when the template changes in the same moment',
    rows: [
      'set web s1 replicas=2 m=update:r2 | f..m.....m',
      ...withRows(drifted, SET, FORGED, NEXT),
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(drifted), 'gap pod | .........-'],
    outcome: 'unknown',
    trials: 1,
  },
]);
