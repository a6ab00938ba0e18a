import type { Mutation } from '../drawn-edits.ts';

export const retentionMutations: readonly Mutation[] = [];
