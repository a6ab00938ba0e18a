import type { StatefulPromise } from '../../model/promise.ts';
import { deletedSetKeepsClaims } from './deleted-set-keeps-claims.ts';

export const deletionPromises: readonly StatefulPromise[] = [deletedSetKeepsClaims];
