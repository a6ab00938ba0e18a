import type { History } from '../../model/entry.ts';

export const applicationStories: Readonly<Record<string, History>> = {};
