import type { Mutation } from '../drawn-edits.ts';

export const securityMutations: readonly Mutation[] = [];
