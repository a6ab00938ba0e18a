import type { StatefulPromise } from '../../model/promise.ts';
import { identityStaysStrict } from './identity-stays-strict.ts';
import { policyNeverChanges } from './policy-never-changes.ts';
import { createsAtOnce, deletesAtOnce } from './scaling-at-once.ts';
import { slowStart } from './slow-start.ts';
import { brokenIsReplaced, unwellBelowHoldsNothing, updatesOneByOne } from './updates.ts';

export const parallelPromises: readonly StatefulPromise[] = [
  createsAtOnce,
  deletesAtOnce,
  identityStaysStrict,
  updatesOneByOne,
  unwellBelowHoldsNothing,
  brokenIsReplaced,
  slowStart,
  policyNeverChanges,
];
