import type { History } from '../../model/entry.ts';
import { deletersIn } from '../../model/history-deletions.ts';
import { type Spell, spellsOf } from '../../model/history-faults.ts';
import {
  type Incarnation,
  incarnationsOf,
  isWanted,
  type PodEntry,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
  statesDuring,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { readyForIn } from '../written-times.ts';

/** A member that its controller took down although its set still asked for it: an update's work. */
export interface UpdateDeletion {
  readonly set: SetTimeline;
  /** All incarnations of the set, oldest first. */
  readonly members: readonly Incarnation[];
  readonly member: Incarnation;
  /** The first state of it that is Terminating. */
  readonly taken: PodEntry;
  /** What the set was, as far as its controller may have gone by it. */
  readonly states: readonly SetEntry[];
  readonly now: SetEntry;
  /** Revisions that may have been rolled out then: the status follows the act. */
  readonly targets: readonly string[];
  /** For how long a member had been Ready by then. */
  readonly readyFor: (ready: PodEntry) => number;
}

const ENDED: readonly string[] = ['Failed', 'Succeeded'];

/**
 * In the order of the API's versions. A member that ended by itself, that somebody else deleted or
 * evicted, or that its set had just given up, was not taken down by an update.
 */
export function updateDeletionsOf(history: History): readonly UpdateDeletion[] {
  const deleterOf = deletersIn(history);
  const onNodes = spellsOf(
    history,
    ({ params }) => typeof params.node === 'string' && params.pod === undefined,
  );
  const all = incarnationsOf(history);
  const readyFor = readyForIn(history);
  const deletions: UpdateDeletion[] = [];
  for (const set of setTimelinesOf(history)) {
    const members = all.filter(({ setUid }) => setUid === set.uid);
    for (const member of members) {
      const { deleting: taken } = member;
      if (!taken || deleterOf(member) !== 'controller' || hasEnded(member)) continue;
      if (onNodes.some((spell) => mayHaveEvicted(spell, member, taken.at))) continue;
      const states = statesDuring(set.states, taken.at - SLACK.controllerLagMs, taken.at);
      const now = states.at(-1);
      const before = statesDuring(set.states, taken.at - SLACK.staleSpecMs, taken.at);
      const isAsked = (state: SetEntry) =>
        state.op !== 'deleted' && state.deleting === null && isWanted(state, member.ordinal);
      if (!now || !before.every(isAsked)) continue;
      const targets = targetsAt(set, states, taken.at);
      deletions.push({
        ...{ set, members, member, taken, states, now, targets },
        readyFor: (ready) => readyFor(ready, taken),
      });
    }
  }
  return deletions.sort((one, other) => one.taken.rv - other.taken.rv);
}

/** The revisions that a controller may be rolling out when it acts by one of these states. */
function targetsAt(set: SetTimeline, states: readonly SetEntry[], at: number): readonly string[] {
  const asked = Math.max(...states.map(({ generation }) => generation));
  const answer = set.states.find(
    (state) => state.at > at && state.status.observedGeneration >= asked,
  );
  const isAnswered = states.every(({ status }) => status.observedGeneration >= asked);
  const all = [...states, ...(answer && !isAnswered ? [answer] : [])];
  return [...new Set(all.flatMap(({ status }) => status.updateRevision ?? []))];
}

/** A node in trouble loses its members to those who look after nodes. */
function mayHaveEvicted({ node, inForce, undone }: Spell, member: Incarnation, at: number) {
  const isLater = undone !== null && at > undone.at + SLACK.garbageMs;
  return node === member.node && at >= inForce.at && !isLater;
}

function hasEnded({ states, deleting }: Incarnation): boolean {
  return states.some(
    (state) =>
      (ENDED.includes(state.phase) && state.rv <= (deleting?.rv ?? 0)) || state.disruption !== null,
  );
}

/** The newest incarnation of an ordinal before a version, and the state it was in. */
export function memberBefore(
  members: readonly Incarnation[],
  ordinal: number,
  rv: number,
): { readonly member: Incarnation; readonly state: PodEntry } | null {
  const member = members.findLast((one) => one.ordinal === ordinal && one.first.rv < rv);
  const state = member?.states.findLast((one) => one.rv < rv);
  return member && state && state.op !== 'deleted' ? { member, state } : null;
}

/**
 * Whether an incarnation was Ready for long enough at some moment just before another was taken
 * down. News of the one may have come late and of the other not, so when they were written counts
 * as well, where that is known.
 */
export function wasAvailable(
  { states }: Incarnation,
  { taken, readyFor }: UpdateDeletion,
  waitMs: number,
): boolean {
  const to = taken.at;
  return statesDuring(states, to - SLACK.controllerLagMs, to).some((state) => {
    if (!isWell(state)) return false;
    const place = states.indexOf(state);
    const since = states.slice(0, place).findLastIndex((one) => !isWell(one)) + 1;
    const ready = states[since] ?? state;
    const until = states[place + 1]?.at ?? to;
    const byNews = Math.min(until, to) - ready.at;
    const byWrites = until < to ? byNews : readyFor(ready);
    return Math.max(byNews, byWrites) + SLACK.controllerLagMs >= waitMs;
  });
}

export function isWell({ ready, deleting, op }: PodEntry): boolean {
  return ready && deleting === null && op !== 'deleted';
}

/** More than one at a time is asked for; whether it is granted depends on a feature gate. */
export function takesSeveral({ maxUnavailable }: SetEntry): boolean {
  return maxUnavailable !== null && maxUnavailable !== '1';
}

/** Ordinals above this one that an update may touch. */
export function ordinalsAbove({ start, replicas, updatePartition }: SetEntry, ordinal: number) {
  const lowest = Math.max(ordinal + 1, start + updatePartition);
  return ordinalsFrom(lowest, start + replicas);
}

export function ordinalsFrom(from: number, below: number): readonly number[] {
  return Array.from({ length: Math.max(0, below - from) }, (_, place) => from + place);
}
