import type { StatefulPromise } from '../model/promise.ts';
import { acknowledgedWritesSurvive } from './acknowledged-writes-survive.ts';
import { atMostOne } from './at-most-one.ts';
import { claimsReattached } from './claims-reattached.ts';
import { deletedSetKeepsClaims } from './deleted-set-keeps-claims.ts';
import { forceDeleteFreesName } from './force-delete-frees-name.ts';
import { hostnameIsPodName } from './hostname-is-pod-name.ts';
import { isolatedVolumes } from './isolated-volumes.ts';
import { gracefulDeleteFreesNothing, nameKeptBehindSplit } from './name-kept-behind-split.ts';
import { nameResolvesToMember } from './name-resolves-to-member.ts';
import { oldRevisionBelow } from './old-revision-below.ts';
import { onePodPerOrdinal } from './one-pod-per-ordinal.ts';
import { oneSuccessorAfterHeal } from './one-successor-after-heal.ts';
import { oneWriterAtATime } from './one-writer-at-a-time.ts';
import { orderedStart } from './ordered-start.ts';
import { ordinalsWithoutHoles } from './ordinals-without-holes.ts';
import { ownClaims } from './own-claims.ts';
import { reverseStop } from './reverse-stop.ts';
import { sameClaimForReplacement } from './same-claim-for-replacement.ts';
import { stickyIdentity } from './sticky-identity.ts';
import { updatePartitionRespected } from './update-partition-respected.ts';

/** The catalogue: every history is judged against all of it, whatever story it tells. */
export const promises: readonly StatefulPromise[] = [
  ordinalsWithoutHoles,
  onePodPerOrdinal,
  hostnameIsPodName,
  stickyIdentity,
  nameResolvesToMember,
  ownClaims,
  acknowledgedWritesSurvive,
  isolatedVolumes,
  sameClaimForReplacement,
  claimsReattached,
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
  deletedSetKeepsClaims,
];

export function promiseById(id: string): StatefulPromise | null {
  return promises.find((promise) => promise.id === id) ?? null;
}
