import type { History } from '../../model/entry.ts';

export const retentionStories: Readonly<Record<string, History>> = {};
