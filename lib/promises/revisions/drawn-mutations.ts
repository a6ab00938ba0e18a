import type { Mutation } from '../drawn-edits.ts';

export const revisionMutations: readonly Mutation[] = [];
