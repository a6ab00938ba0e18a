import type { History } from '../../model/entry.ts';
import type { PodEntry, SetEntry } from '../../model/timeline.ts';
import { podStatesOf, wasLately } from '../lately.ts';
import { SLACK } from '../slack.ts';

/** What a status counts and could not have known of, or leaves out and must have known of. */
export interface Miscounted {
  readonly says: string;
  readonly evidence: readonly SetEntry[];
}

type Counted = 'replicas' | 'ready' | 'current' | 'updated';

/** Which members are such, by the count that they stand in. */
const IS: Readonly<Record<Counted, (pod: PodEntry, set: SetEntry) => boolean>> = {
  replicas: () => true,
  ready: ({ ready, phase }) => ready && phase === 'Running',
  current: ({ deleting, revision }, { status }) =>
    deleting === null && revision === status.currentRevision,
  updated: ({ deleting, revision }, { status }) =>
    deleting === null && revision === status.updateRevision,
};
const WORDS: Readonly<Record<Counted, string>> = {
  replicas: 'members',
  ready: 'ready members',
  current: 'members at the current revision',
  updated: 'members at the update revision',
};
const UP: readonly Counted[] = ['replicas', 'ready', 'current', 'updated'];
/** A member that is taken for an update is taken off the current ones, at whatever it was. */
const DOWN: readonly Counted[] = ['replicas', 'ready', 'updated'];

/**
 * Looks at a status that its controller wrote anew, which it does with all counts at once: each
 * must fit what was so then, or until a short while ago.
 */
export function miscountBy(history: History) {
  const pods = podStatesOf(history);

  return (states: readonly SetEntry[], place: number): Miscounted | null => {
    const [set, before] = [states[place], states[place - 1]];
    // A change of the spec is no word about the members.
    if (!set || before?.generation !== set.generation || !isCountedAnew(states, place)) return null;
    const says = (what: Counted) =>
      `${set.name} counts ${set.status[what]} ${WORDS[what]}, and there were`;
    for (const what of UP) {
      const most = pods.filter((states) =>
        wasLately(states, set, (pod) => isSuch(pod, what, set)),
      ).length;
      if (set.status[what] <= most) continue;
      return { says: `${says(what)} no more than ${most}`, evidence: [before, set] };
    }
    // What a round itself creates is not in the status that it ends with, however long it takes.
    const ended = states.findLast((_, one) => one < place && isCountedAnew(states, one));
    if (!ended || set.deleting !== null) return null;
    for (const what of DOWN) {
      const least = pods.filter((states) => wasLong(states, what, set, ended)).length;
      if (set.status[what] >= least) continue;
      return { says: `${says(what)} no fewer than ${least}`, evidence: [before, set] };
    }
    return null;
  };
}

/** Whether a round of the controller ended here. Others may write conditions, and count nothing. */
export function isCountedAnew(states: readonly SetEntry[], place: number): boolean {
  const [was, is] = [states[place - 1]?.status, states[place]?.status];
  if (!was || !is) return false;
  return (
    was.observedGeneration !== is.observedGeneration ||
    was.available !== is.available ||
    was.currentRevision !== is.currentRevision ||
    was.updateRevision !== is.updateRevision ||
    UP.some((what) => was[what] !== is[what])
  );
}

/** Whether a member was such for so long that its controller must have heard of it. */
function wasLong(states: readonly PodEntry[], what: Counted, set: SetEntry, ended: SetEntry) {
  const past = states.filter(({ rv }) => rv < set.rv);
  const old = past.findLast(({ at, rv }) => {
    return rv < ended.rv && at <= set.at - SLACK.statusLagMs;
  });
  const since = old ? past.slice(past.indexOf(old)) : [];
  return since.length > 0 && since.every((pod) => isSuch(pod, what, set) && isSelected(pod, set));
}

function isSuch(pod: PodEntry, what: Counted, set: SetEntry): boolean {
  return pod.owner?.uid === set.uid && pod.op !== 'deleted' && IS[what](pod, set);
}

function isSelected({ labels }: PodEntry, { matchLabels }: SetEntry): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}
