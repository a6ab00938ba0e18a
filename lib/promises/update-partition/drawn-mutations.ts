import type { Mutation } from '../drawn-edits.ts';

export const updatePartitionMutations: readonly Mutation[] = [];
