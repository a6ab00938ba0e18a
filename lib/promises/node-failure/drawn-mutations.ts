import type { Mutation } from '../drawn-edits.ts';

export const nodeFailureMutations: readonly Mutation[] = [];
