import type { Mutation } from '../drawn-edits.ts';

export const statusMutations: readonly Mutation[] = [];
