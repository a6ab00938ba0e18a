import type { StatefulPromise } from '../model/promise.ts';
import { atMostOne } from './at-most-one.ts';
import { deletionPromises } from './deletion/index.ts';
import { forceDeleteFreesName } from './force-delete-frees-name.ts';
import { hostnameIsPodName } from './hostname-is-pod-name.ts';
import { gracefulDeleteFreesNothing, nameKeptBehindSplit } from './name-kept-behind-split.ts';
import { nameResolvesToMember } from './name-resolves-to-member.ts';
import { oldRevisionBelow } from './old-revision-below.ts';
import { onePodPerOrdinal } from './one-pod-per-ordinal.ts';
import { oneSuccessorAfterHeal } from './one-successor-after-heal.ts';
import { oneWriterAtATime } from './one-writer-at-a-time.ts';
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
  atMostOne,
  nameKeptBehindSplit,
  oneSuccessorAfterHeal,
  gracefulDeleteFreesNothing,
  forceDeleteFreesName,
  oneWriterAtATime,
  ...deletionPromises,
];

export function promiseById(id: string): StatefulPromise | null {
  return promises.find((promise) => promise.id === id) ?? null;
}
