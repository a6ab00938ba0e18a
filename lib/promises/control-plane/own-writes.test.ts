import { tryCases } from '../try-cases.ts';
import { readsItsOwnWrites } from './own-writes.ts';

const MADE = 'audit create pods web-0 uid=a code=201 | .!';
const AGAIN = 'audit create pods web-0 code=409 | ...!';
const FIRST = 'audit update statefulsets web sub=status | .!';
const SECOND = 'audit update statefulsets web sub=status | ..!';
const STALE = 'audit update statefulsets web sub=status code=409 | ..!';

tryCases(readsItsOwnWrites, [
  {
    title: 'when each pod is created once',
    rows: [
      MADE,
      'audit delete pods web-0 uid=a | ...!',
      'audit create pods web-0 uid=b code=201 | .....!',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a pod that ended by itself is created again',
    rows: [
      MADE,
      'audit delete pods web-0 uid=a user=system:node:n1 | ..!',
      'audit create pods web-0 uid=b code=201 | ...!',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when one pod is deleted twice, which it does not wait to see',
    rows: [MADE, 'audit delete pods web-0 uid=a | ..!', 'audit delete pods web-0 uid=a | ...!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a creation is tried again on a copy from before it',
    rows: [MADE, AGAIN],
    outcome: 'violated',
    says: /created web-0 twice/,
  },
  {
    title: 'when a claim is created on a copy from before it',
    rows: [
      'audit create persistentvolumeclaims data-web-0 uid=c0 code=201 | .!',
      'audit create persistentvolumeclaims data-web-0 code=409 | ..!',
    ],
    outcome: 'violated',
    says: /created data-web-0 twice/,
  },
  {
    title: 'when somebody took the pod from its set in between',
    rows: [MADE, 'audit patch pods web-0 uid=a user=admin | ..!', AGAIN],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one status follows another',
    rows: [FIRST, SECOND],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a status is older than its own last one',
    rows: [FIRST, STALE],
    outcome: 'violated',
    says: /older than the last one/,
  },
  {
    title: 'when somebody else wrote the set in between',
    rows: [FIRST, 'audit patch statefulsets web user=admin | .!', STALE],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the version does not promise it',
    rows: ['subject kubernetes=1.35.4', MADE, AGAIN],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when somebody else does it',
    rows: [MADE, AGAIN].map((row) => row.replace('web-0', 'web-0 user=admin')),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the log was not read',
    rows: [MADE, 'gap audit | .--', AGAIN],
    outcome: 'unknown',
  },
]);
