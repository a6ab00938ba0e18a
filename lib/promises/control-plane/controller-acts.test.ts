import { tryCases } from '../try-cases.ts';
import { readsItsOwnWrites, sparesHealthyMembers } from './controller-acts.ts';

tryCases(readsItsOwnWrites, [
  {
    title: 'when each pod is created and deleted once',
    rows: [
      'audit create pods web-0 uid=a code=201 | .!',
      'audit delete pods web-0 uid=a | ...!',
      'audit create pods web-0 uid=b code=201 | .....!',
    ],
    outcome: 'held',
    trials: 3,
  },
  {
    title: 'when a creation is tried again on a copy from before it',
    rows: ['audit create pods web-0 uid=a code=201 | .!', 'audit create pods web-0 code=409 | ..!'],
    outcome: 'violated',
    says: /created web-0 twice/,
  },
  {
    title: 'when one pod is deleted twice in an update',
    rows: ['audit delete pods web-0 uid=a | ..!', 'audit delete pods web-0 uid=a | ...!'],
    outcome: 'violated',
    says: /deleted web-0 twice/,
  },
  {
    title: 'when the version does not promise it',
    rows: [
      'subject kubernetes=1.35.4',
      'audit create pods web-0 uid=a code=201 | .!',
      'audit create pods web-0 code=409 | ..!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when somebody else does it',
    rows: [
      'audit delete pods web-0 uid=a user=admin | ..!',
      'audit delete pods web-0 uid=a user=admin | ...!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the log was not read',
    rows: [
      'audit create pods web-0 uid=a code=201 | .!',
      'gap audit | .--',
      'audit delete pods web-0 uid=a | ..!',
    ],
    outcome: 'unknown',
  },
]);

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
