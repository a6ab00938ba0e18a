import type { Mutation } from '../drawn-edits.ts';

export const storageMutations: readonly Mutation[] = [];
