import type { StatefulPromise } from '../../model/promise.ts';
import { acknowledgedWritesSurvive } from './acknowledged-writes-survive.ts';
import { claimsReattached } from './claims-reattached.ts';
import { isolatedVolumes } from './isolated-volumes.ts';
import { ownClaims } from './own-claims.ts';
import { sameClaimForReplacement } from './same-claim-for-replacement.ts';

export const storagePromises: readonly StatefulPromise[] = [
  ownClaims,
  acknowledgedWritesSurvive,
  isolatedVolumes,
  sameClaimForReplacement,
  claimsReattached,
];
