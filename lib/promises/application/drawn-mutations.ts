import type { Mutation } from '../drawn-edits.ts';

export const applicationMutations: readonly Mutation[] = [];
