import type { Mutation } from '../drawn-edits.ts';

export const orderingMutations: readonly Mutation[] = [];
