import type { Mutation } from '../drawn-edits.ts';

export const controlPlaneMutations: readonly Mutation[] = [];
