import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { restartRows } from './drawn-stories.ts';
import { mutatedPodsStay } from './mutated-pods-stay.ts';

const { limited } = restartRows;
const MOVED = 'set web s1 replicas=2 wants=cpu=1 m=update:r2 | f....m';
const GOES = 'pod web-1 b @n2 asks=cpu=2 | f......T-';

tryCases(mutatedPodsStay, [
  { title: 'when they are left alone', rows: withRows(limited), outcome: 'held', trials: 2 },
  {
    title: 'when one is made to fit its template',
    rows: withRows(limited, GOES),
    outcome: 'violated',
    says: /web-1 was taken down at the revision that was asked for/,
  },
  {
    title: 'when the template has changed',
    rows: [MOVED, ...withRows(limited, 'set web s1 |', GOES)],
    outcome: 'held',
  },
  {
    title: 'when a user deletes one',
    rows: [...withRows(limited, GOES), 'request delete pods web-1 uid=b | .......!'],
    outcome: 'held',
  },
  {
    title: 'when they are what their template says',
    rows: withRows(limited, 'set web s1 replicas=2 wants=cpu=2 | f'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody kept what they ask for',
    rows: withRows(limited, 'set web s1 replicas=2 | f'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(limited), 'gap pod | ...-'],
    outcome: 'unknown',
  },
]);
