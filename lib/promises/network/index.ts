import type { StatefulPromise } from '../../model/promise.ts';
import { nameResolvesToMember } from './name-resolves-to-member.ts';

export const networkPromises: readonly StatefulPromise[] = [nameResolvesToMember];
