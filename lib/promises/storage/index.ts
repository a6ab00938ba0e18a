import type { StatefulPromise } from '../../model/promise.ts';
import { acknowledgedWritesSurvive } from './acknowledged-writes-survive.ts';
import { attachedOnce } from './attached-once.ts';
import { claimsCarryLabels, claimsGoUnheard, successorCanWrite } from './claims-as-made.ts';
import { claimsFirst } from './claims-first.ts';
import { oneAtATimeByMode } from './claims-for-one-pod.ts';
import { claimInUseStays, scaledBackToOldClaim } from './claims-in-use.ts';
import { claimsReattached } from './claims-reattached.ts';
import { grownByHand } from './grown-claims.ts';
import { isolatedVolumes } from './isolated-volumes.ts';
import { missingClaimMade, missingClaimOfPending, noPodOnGoingClaim } from './missing-claims.ts';
import { ownClaims } from './own-claims.ts';
import { refusedClaimBlocksPod } from './refused-claims.ts';
import { sameClaimForReplacement } from './same-claim-for-replacement.ts';
import { claimReplacesVolume, foundAsItIs, namesCollide, sharedByAll } from './template-volumes.ts';
import { waitsForItsNode } from './waits-for-its-node.ts';

/** Checkers that no story puts to the test are not part of the catalogue. */
export const storagePromises: readonly StatefulPromise[] = [
  ownClaims,
  claimsFirst,
  acknowledgedWritesSurvive,
  isolatedVolumes,
  sameClaimForReplacement,
  claimInUseStays,
  scaledBackToOldClaim,
  claimsReattached,
  attachedOnce,
  claimsCarryLabels,
  sharedByAll,
  successorCanWrite,
  claimReplacesVolume,
  missingClaimMade,
  missingClaimOfPending,
  noPodOnGoingClaim,
  foundAsItIs,
  refusedClaimBlocksPod,
  namesCollide,
  claimsGoUnheard,
  waitsForItsNode,
  grownByHand,
  oneAtATimeByMode,
];
