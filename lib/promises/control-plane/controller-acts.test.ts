import { tryCases } from '../try-cases.ts';
import { sparesHealthyMembers } from './controller-acts.ts';

const POD = 'pod web-2 a @n1 | f......T-';
const DELETE = 'audit delete pods web-2 uid=a | .......!';

tryCases(sparesHealthyMembers, [
  {
    title: 'when it is out of range',
    rows: ['set web s1 | f.....2', POD, DELETE],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is at an old revision',
    rows: ['set web s1 n=update:r2 | f.....n', POD, DELETE],
    outcome: 'held',
  },
  {
    title: 'when it was not Ready',
    rows: ['set web s1 | f', 'pod web-2 a @n1 | f....r.T-', DELETE],
    outcome: 'held',
  },
  {
    title: 'when a late leader deletes a fresh replacement',
    rows: ['set web s1 | f', POD, DELETE],
    outcome: 'violated',
    says: /web-2, which was Ready, wanted and up to date/,
  },
  {
    title: 'when somebody else deletes it',
    rows: ['set web s1 | f', POD, 'audit delete pods web-2 uid=a user=admin | .......!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the sets were not watched',
    rows: ['set web s1 | f', 'gap set | .....--', POD, DELETE],
    outcome: 'unknown',
  },
]);
