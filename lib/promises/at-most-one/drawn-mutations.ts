import type { Mutation } from '../drawn-edits.ts';

export const atMostOneMutations: readonly Mutation[] = [];
