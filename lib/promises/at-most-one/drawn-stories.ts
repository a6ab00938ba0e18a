import type { History } from '../../model/entry.ts';

/** Who runs while another still might, in stories in which all is well. */
export const atMostOneStories: Readonly<Record<string, History>> = {};
