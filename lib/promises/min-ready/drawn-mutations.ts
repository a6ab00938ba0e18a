import type { Mutation } from '../drawn-edits.ts';

export const minReadyMutations: readonly Mutation[] = [];
