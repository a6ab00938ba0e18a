import type { Mutation } from '../drawn-edits.ts';

export const parallelMutations: readonly Mutation[] = [];
