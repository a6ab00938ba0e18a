import { tryCases } from '../try-cases.ts';
import { claimsKeptOverUpdates } from './claims-kept-over-updates.ts';

const SET = 'set web s1 replicas=1 m=update:r2 | f..m';
const PODS = ['pod web-0 a @n1 | f...T-', 'pod web-0 b @n1 rev=r2 | ......+.R'];
const CLAIM = 'claim data-web-0 c0 | f';
const WRITES = 'beat web-0 a @n1 | EXX';

tryCases(claimsKeptOverUpdates, [
  {
    title: 'when claim and records are as they were',
    rows: [SET, CLAIM, ...PODS, WRITES, 'beat web-0 b @n1 | .......EX'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the claim is a new one',
    rows: [SET, 'claim data-web-0 c0 | f....-', 'claim data-web-0 c1 | ......+', ...PODS],
    outcome: 'violated',
    says: /claim data-web-0 was c0 and then c1/,
  },
  {
    title: 'when nothing is left on it',
    rows: [SET, CLAIM, ...PODS, WRITES, 'beat web-0 b @n1 | .......eX'],
    outcome: 'violated',
    says: /nothing was left on data-web-0/,
  },
  {
    title: 'when it uses another one',
    rows: [SET, CLAIM, 'pod web-0 a @n1 | f...T-', 'pod web-0 b @n1 rev=r2 claim=none | ......+.R'],
    outcome: 'violated',
    says: /is unused/,
  },
  {
    title: 'when a user deleted it',
    rows: [SET, CLAIM, ...PODS, 'request delete pods web-0 uid=a | ...!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched the claims',
    rows: [SET, CLAIM, ...PODS, 'gap claim | .....--'],
    outcome: 'unknown',
  },
]);
