import type { Mutation } from '../drawn-edits.ts';

export const maxUnavailableMutations: readonly Mutation[] = [];
