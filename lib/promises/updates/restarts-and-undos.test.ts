import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { restartRows } from './drawn-stories.ts';
import { restartsAndUndos } from './restarts-and-undos.ts';

const { restarted } = restartRows;
const SET = 'set web s1 replicas=2 m=update:r2,restartedAt:noon s= n= t=';
const UNDONE = 'request patch statefulsets web |';

tryCases(restartsAndUndos, [
  { title: 'by one of each', rows: withRows(restarted), outcome: 'held', trials: 2 },
  {
    title: 'when a member is restarted twice',
    rows: [
      ...withRows(restarted, 'pod web-1 d @n2 rev=r2 | ......+.R..T-'),
      'pod web-1 g @n2 rev=r2 | .............+.R..T-',
    ],
    outcome: 'violated',
    says: /web-1 was restarted twice by a restart/,
  },
  {
    title: 'when the lower goes first',
    rows: withRows(restarted, 'pod web-0 a @n1 | f..T-', 'pod web-0 c @n1 rev=r2 | .....+.R'),
    outcome: 'violated',
    says: /web-0 was taken down while web-1/,
  },
  {
    title: 'before it is over',
    rows: withRows(
      restarted,
      `${SET} | f..m`,
      ...[UNDONE, 'pod web-1 d @n2 rev=r2 | ......+.P', 'pod web-1 f @n2 |'],
      ...['pod web-0 a @n1 | f', 'pod web-0 c @n1 |', 'pod web-0 e @n1 |'],
    ),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a set waits for deletions',
    rows: withRows(
      restarted,
      'set web s1 replicas=2 strategy=OnDelete m=restartedAt:noon s= n= t= | f..m',
      ...[UNDONE, 'pod web-1 b @n2 | f', 'pod web-1 d @n2 |', 'pod web-1 f @n2 |'],
      ...['pod web-0 a @n1 | f', 'pod web-0 c @n1 |', 'pod web-0 e @n1 |'],
    ),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(restarted), 'gap pod | ......-'],
    outcome: 'unknown',
    trials: 1,
  },
]);
