import type { StatefulPromise } from '../../model/promise.ts';
import { nameResolvesToMember } from './name-resolves-to-member.ts';

/** Those that no story tries yet are written and not part of the catalogue. */
export const networkPromises: readonly StatefulPromise[] = [nameResolvesToMember];
