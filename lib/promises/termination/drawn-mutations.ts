import type { Mutation } from '../drawn-edits.ts';

export const terminationMutations: readonly Mutation[] = [];
