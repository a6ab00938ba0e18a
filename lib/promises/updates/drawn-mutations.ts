import type { Mutation } from '../drawn-edits.ts';

export const updatesMutations: readonly Mutation[] = [];
