import type { StatefulPromise } from '../model/promise.ts';
import { applicationPromises } from './application/index.ts';
import { atMostOnePromises } from './at-most-one/index.ts';
import { controlPlanePromises } from './control-plane/index.ts';
import { deletionPromises } from './deletion/index.ts';
import { disruptionPromises } from './disruption/index.ts';
import { identityPromises } from './identity/index.ts';
import { maxUnavailablePromises } from './max-unavailable/index.ts';
import { minReadyPromises } from './min-ready/index.ts';
import { networkPromises } from './network/index.ts';
import { nodeFailurePromises } from './node-failure/index.ts';
import { onDeletePromises } from './on-delete/index.ts';
import { orderingPromises } from './ordering/index.ts';
import { parallelPromises } from './parallel/index.ts';
import { retentionPromises } from './retention/index.ts';
import { revisionPromises } from './revisions/index.ts';
import { scalePromises } from './scale/index.ts';
import { securityPromises } from './security/index.ts';
import { startOrdinalPromises } from './start-ordinal/index.ts';
import { statusPromises } from './status/index.ts';
import { storagePromises } from './storage/index.ts';
import { terminationPromises } from './termination/index.ts';
import { updatePartitionPromises } from './update-partition/index.ts';
import { updatesPromises } from './updates/index.ts';
import { validationPromises } from './validation/index.ts';

/** The catalogue: every history is judged against all of it, whatever story it tells. */
export const promises: readonly StatefulPromise[] = [
  ...identityPromises,
  ...networkPromises,
  ...orderingPromises,
  ...parallelPromises,
  ...terminationPromises,
  ...startOrdinalPromises,
  ...minReadyPromises,
  ...storagePromises,
  ...updatesPromises,
  ...updatePartitionPromises,
  ...maxUnavailablePromises,
  ...revisionPromises,
  ...onDeletePromises,
  ...statusPromises,
  ...scalePromises,
  ...atMostOnePromises,
  ...nodeFailurePromises,
  ...disruptionPromises,
  ...controlPlanePromises,
  ...deletionPromises,
  ...retentionPromises,
  ...validationPromises,
  ...securityPromises,
  ...applicationPromises,
];

export function promiseById(id: string): StatefulPromise | null {
  return promises.find((promise) => promise.id === id) ?? null;
}
