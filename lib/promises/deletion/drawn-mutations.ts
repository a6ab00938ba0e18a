import type { Mutation } from '../drawn-edits.ts';

export const deletionMutations: readonly Mutation[] = [];
