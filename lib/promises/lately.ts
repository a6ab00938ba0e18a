import type { History } from '../model/entry.ts';
import { entriesOf, groupBy } from '../model/history.ts';
import type { PodEntry } from '../model/timeline.ts';
import { SLACK } from './slack.ts';

/** The states of each pod, whoever owns it, in the order of their versions. */
export function podStatesOf(history: History): readonly (readonly PodEntry[])[] {
  return [...groupBy(entriesOf(history, 'pod'), ({ uid }) => uid).values()].map((states) =>
    [...states].sort((one, other) => one.rv - other.rv),
  );
}

/**
 * Whether whoever wrote an object may have known a pod that was such: it was so at some moment
 * until a short while before. Versions count all writes of a cluster in one row, so a state of a
 * higher version is one that nobody could have known of, unless the watch had told of it by then;
 * what a watch finds when it begins may have been so long before.
 */
export function wasLately(
  states: readonly PodEntry[],
  written: { readonly rv: number; readonly at: number },
  isSuch: (pod: PodEntry) => boolean,
): boolean {
  return states.some((pod, place) => {
    const next = states[place + 1];
    const isPast = next !== undefined && next.rv < written.rv;
    const isKnown = pod.op === 'found' || pod.rv < written.rv || pod.at <= written.at;
    const isOld = isPast && next.at < written.at - SLACK.staleSpecMs;
    return pod.op !== 'deleted' && isSuch(pod) && isKnown && !isOld;
  });
}
