import type { History } from '../../model/entry.ts';

/** What befalls members, in stories in which all is well. */
export const nodeFailureStories: Readonly<Record<string, History>> = {};
