/** The linearizability checker, published on its own as `steadfast/linear`; see docs/linear.md. */

export { type CheckOptions, checkLinear, type Verdict, wrongFor } from './check.ts';
export { checkAtOnce, type PartVerdict } from './check-at-once.ts';
export { type Kind, type Model, type Plain, REFUSED, type Refused } from './model.ts';
export { MODELS, modelNamed, modelOfKinds } from './models/by-name.ts';
export { counter } from './models/counter.ts';
export { lock } from './models/lock.ts';
export { register, registerFrom } from './models/register.ts';
export { set } from './models/set.ts';
export { singleOwner } from './models/single-owner.ts';
export { BadOperation, type Operation, UNSURE } from './operation.ts';
export { operationText } from './part.ts';
export { type LineOperation, readOperations } from './read-operations.ts';
export { DEFAULT_LIMITS, type Limits } from './search.ts';
export type { Witness } from './witness.ts';
