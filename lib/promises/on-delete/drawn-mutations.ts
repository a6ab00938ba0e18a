import type { Mutation } from '../drawn-edits.ts';

export const onDeleteMutations: readonly Mutation[] = [];
