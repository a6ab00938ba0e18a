import type { Mutation } from '../drawn-edits.ts';

export const networkMutations: readonly Mutation[] = [];
