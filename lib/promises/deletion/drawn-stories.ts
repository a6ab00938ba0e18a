import type { History } from '../../model/entry.ts';

export const deletionStories: Readonly<Record<string, History>> = {};
