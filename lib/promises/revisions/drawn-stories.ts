import type { History } from '../../model/entry.ts';

/** Whole stories in which the promises of this area are put to the test and kept. */
export const revisionStories: Readonly<Record<string, History>> = {};
