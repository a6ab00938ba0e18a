import type { StatefulPromise } from '../../model/promise.ts';
import { acknowledgedWritesSurvive } from './acknowledged-writes-survive.ts';
import { detachedByForce, expandedAlone, oneAtATimeByMode } from './beyond-the-set.ts';
import { claimsCarryLabels, claimsGoUnheard, successorCanWrite } from './claims-as-made.ts';
import { claimsFirst } from './claims-first.ts';
import { attachedOnce, claimInUseStays, scaledBackToOldClaim } from './claims-in-use.ts';
import { claimsReattached } from './claims-reattached.ts';
import { isolatedVolumes } from './isolated-volumes.ts';
import { missingClaimMade, missingClaimOfPending, noPodOnGoingClaim } from './missing-claims.ts';
import { ownClaims } from './own-claims.ts';
import { refusedClaimBlocksPod } from './refused-claims.ts';
import { sameClaimForReplacement } from './same-claim-for-replacement.ts';
import { claimReplacesVolume, foundAsItIs, namesCollide, sharedByAll } from './template-volumes.ts';

export const storagePromises: readonly StatefulPromise[] = [
  ownClaims,
  claimsFirst,
  claimReplacesVolume,
  acknowledgedWritesSurvive,
  isolatedVolumes,
  sameClaimForReplacement,
  missingClaimMade,
  missingClaimOfPending,
  noPodOnGoingClaim,
  claimInUseStays,
  scaledBackToOldClaim,
  claimsReattached,
  foundAsItIs,
  claimsCarryLabels,
  attachedOnce,
  detachedByForce,
  refusedClaimBlocksPod,
  expandedAlone,
  namesCollide,
  oneAtATimeByMode,
  sharedByAll,
  successorCanWrite,
  claimsGoUnheard,
];
