import type { StatefulPromise } from '../model/promise.ts';
import { atMostOnePromises } from './at-most-one/index.ts';
import { controlPlanePromises } from './control-plane/index.ts';
import { deletionPromises } from './deletion/index.ts';
import { disruptionPromises } from './disruption/index.ts';
import { hostnameIsPodName } from './hostname-is-pod-name.ts';
import { nameResolvesToMember } from './name-resolves-to-member.ts';
import { nodeFailurePromises } from './node-failure/index.ts';
import { oldRevisionBelow } from './old-revision-below.ts';
import { onePodPerOrdinal } from './one-pod-per-ordinal.ts';
import { orderedStart } from './ordered-start.ts';
import { ordinalsWithoutHoles } from './ordinals-without-holes.ts';
import { reverseStop } from './reverse-stop.ts';
import { stickyIdentity } from './sticky-identity.ts';
import { storagePromises } from './storage/index.ts';
import { updatePartitionRespected } from './update-partition-respected.ts';

/** The catalogue: every history is judged against all of it, whatever story it tells. */
export const promises: readonly StatefulPromise[] = [
  ordinalsWithoutHoles,
  onePodPerOrdinal,
  hostnameIsPodName,
  stickyIdentity,
  nameResolvesToMember,
  ...storagePromises,
  orderedStart,
  reverseStop,
  updatePartitionRespected,
  oldRevisionBelow,
  ...atMostOnePromises,
  ...nodeFailurePromises,
  ...disruptionPromises,
  ...controlPlanePromises,
  ...deletionPromises,
];

export function promiseById(id: string): StatefulPromise | null {
  return promises.find((promise) => promise.id === id) ?? null;
}
