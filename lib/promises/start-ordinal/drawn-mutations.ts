import type { Mutation } from '../drawn-edits.ts';

export const startOrdinalMutations: readonly Mutation[] = [];
