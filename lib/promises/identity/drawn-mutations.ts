import type { Mutation } from '../drawn-edits.ts';

export const identityMutations: readonly Mutation[] = [];
