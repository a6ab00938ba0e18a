import type { StatefulPromise } from '../../model/promise.ts';
import { bytesFollowReclaimPolicy, racesStayWithinPolicy } from './beyond-the-policy.ts';
import { condemnedClaimsGo } from './condemned-claims.ts';
import { deletedWithSet } from './deleted-with-set.ts';
import { othersClaimsStay, othersOwnersStay, sharedClaimsStay } from './foreign-claims.ts';
import { freshAfterDoom } from './fresh-after-doom.ts';
import { keptByDefault } from './kept-by-default.ts';
import { ownerBeforeDeletion } from './owner-before-deletion.ts';
import { ownerMatrix } from './owner-matrix.ts';
import {
  policyMissesOldClaims,
  policyReachesAdopted,
  policyReachesLiveClaims,
} from './policy-changes.ts';
import { replacementsKeepClaims } from './replacements-keep-claims.ts';

export const retentionPromises: readonly StatefulPromise[] = [
  keptByDefault,
  deletedWithSet,
  condemnedClaimsGo,
  replacementsKeepClaims,
  ownerMatrix,
  ownerBeforeDeletion,
  freshAfterDoom,
  policyReachesLiveClaims,
  policyMissesOldClaims,
  othersClaimsStay,
  othersOwnersStay,
  policyReachesAdopted,
  sharedClaimsStay,
  racesStayWithinPolicy,
  bytesFollowReclaimPolicy,
];
