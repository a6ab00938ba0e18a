import type { History } from '../../model/entry.ts';

export const securityStories: Readonly<Record<string, History>> = {};
