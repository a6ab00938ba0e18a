import { tryCases } from '../try-cases.ts';
import { othersOwnersStay } from './foreign-claims.ts';

const SET = 'set web s1 replicas=1 whenDeleted=Delete whenScaled=Delete | f';
const KEPT = 'claim data-web-1 c1 own=Pod/web-1/b!+ConfigMap/keeper/k | f..m';
const TAKEN = KEPT.replace('f..m', 'f..T');

tryCases(othersOwnersStay, [
  { title: 'when the claim stays', rows: [SET, KEPT], outcome: 'held', trials: 1 },
  {
    title: 'when it is deleted and its other owner lives',
    rows: [SET, TAKEN],
    outcome: 'violated',
    says: /data-web-1 was deleted, and an owner that lives was left/,
  },
  {
    title: 'when its other owner was removed before',
    rows: [SET, TAKEN, 'request delete configmaps keeper | .!'],
    outcome: 'held',
  },
  {
    title: 'when somebody else removed that owner, by the audit log’s account',
    rows: [SET, TAKEN, 'audit delete configmaps keeper user=kubernetes-admin | .!'],
    outcome: 'held',
  },
  {
    title: 'when all of a kind were removed at once',
    rows: [SET, TAKEN, 'audit deletecollection configmaps | .!'],
    outcome: 'held',
  },
  {
    title: 'when a user removed the claim',
    rows: [SET, TAKEN, 'request delete persistentvolumeclaims data-web-1 | .!'],
    outcome: 'unknown',
    trials: 0,
  },
  { title: 'when nobody watched', rows: [SET, KEPT, 'gap claim | .--'], outcome: 'unknown' },
]);
