import type { History } from '../../model/entry.ts';

/** What befalls claims, in stories in which all is well. */
export const storageStories: Readonly<Record<string, History>> = {};
