import type { StatefulPromise } from '../../model/promise.ts';
import { adoptedInPlace } from './adopted-in-place.ts';
import { chosenByLabel } from './chosen-by-label.ts';
import { deletedSetKeepsClaims } from './deleted-set-keeps-claims.ts';
import { orphansKeepClaims, orphansStay } from './orphans-stay.ts';
import { releasedKeepsName, releasedNotDeleted } from './released-pods.ts';
import { deletionWithoutOrder, nothingMadeMeanwhile, recreatedAtOnce } from './sets-in-deletion.ts';
import { overlappingSetsApart, strangersLeftAlone } from './strangers.ts';

export const deletionPromises: readonly StatefulPromise[] = [
  deletedSetKeepsClaims,
  orphansStay,
  adoptedInPlace,
  releasedNotDeleted,
  releasedKeepsName,
  strangersLeftAlone,
  overlappingSetsApart,
  nothingMadeMeanwhile,
  deletionWithoutOrder,
  recreatedAtOnce,
  orphansKeepClaims,
  chosenByLabel,
];
