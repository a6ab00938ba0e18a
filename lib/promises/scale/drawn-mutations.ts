import type { Mutation } from '../drawn-edits.ts';

export const scaleMutations: readonly Mutation[] = [];
