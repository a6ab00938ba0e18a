import type { History } from '../model/entry.ts';
import { endOf, groupBy } from '../model/history.ts';
import {
  type Incarnation,
  incarnationsOf,
  isWanted,
  type PodEntry,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
  statesDuring,
} from '../model/timeline.ts';
import { SLACK } from './slack.ts';

/** One set with all who were ever its members, and where the history ends. */
export interface Scene {
  readonly set: SetTimeline;
  readonly members: readonly Incarnation[];
  readonly end: number;
}

export function scenesOf(history: History): readonly Scene[] {
  const members = groupBy(incarnationsOf(history), ({ setUid }) => setUid);
  const end = endOf(history);
  return setTimelinesOf(history).map((set) => ({ set, members: members.get(set.uid) ?? [], end }));
}

/** Every spec that the controller may have gone by, or that was only just asked for. */
export function specsAround({ set }: Scene, at: number): readonly SetEntry[] {
  return statesDuring(set.states, at - SLACK.controllerLagMs, at + SLACK.watchLagMs);
}

export function isOrdered({ set }: Scene): boolean {
  return set.first.policy === 'OrderedReady';
}

/** Whether a set that nobody is deleting asked for this ordinal all the while. */
export function isWantedThroughout(scene: Scene, ordinal: number, from: number, to: number) {
  const specs = statesDuring(scene.set.states, from - SLACK.controllerLagMs, to);
  return (
    specs.length > 0 &&
    specs.every(
      (spec) => spec.deleting === null && spec.op !== 'deleted' && isWanted(spec, ordinal),
    )
  );
}

export function isWell({ ready, phase, deleting, op }: PodEntry): boolean {
  return ready && phase === 'Running' && deleting === null && op !== 'deleted';
}

/** Since when a member has been well without a break, of what is known of it; null if it is not. */
export function wellSince(known: readonly PodEntry[]): PodEntry | null {
  return known[known.findLastIndex((state) => !isWell(state)) + 1] ?? null;
}

/** What was last known of a member before a version. */
export function stateBefore({ states }: Incarnation, rv: number): PodEntry | null {
  return states.findLast((state) => state.rv < rv) ?? null;
}

/** Whether its pod object was there just before a version. */
export function isThere({ first, gone }: Incarnation, rv: number): boolean {
  return first.rv < rv && !(gone && gone.rv < rv);
}

/** The same by the order of arrival, for what is compared with other kinds of object. */
export function isThereAt({ first, gone }: Incarnation, at: number): boolean {
  return first.at <= at && !(gone && gone.at <= at);
}

/** The start of a stretch, and each moment in it at which the set's spec or status was written. */
export function momentsOf({ set }: Scene, from: number, to: number): readonly number[] {
  return [from, ...set.states.map(({ at }) => at).filter((at) => at > from && at < to)];
}

export function wasWell(member: Incarnation, rv: number): boolean {
  const state = stateBefore(member, rv);
  return state !== null && isWell(state);
}

/** The first sign that a member goes: Terminating, or gone at once. Null for one found going. */
export function leavingOf({ deleting, gone }: Incarnation): PodEntry | null {
  const leaving = deleting ?? gone;
  return leaving && leaving.op !== 'found' ? leaving : null;
}

/** A stretch in which a member was in a condition; `until` is where it ended, null if never. */
export interface Stretch {
  readonly member: Incarnation;
  readonly since: PodEntry;
  readonly until: PodEntry | null;
}

export function stretchesOf(
  member: Incarnation,
  isIn: (state: PodEntry) => boolean,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let since: PodEntry | null = null;
  for (const state of member.states) {
    if (isIn(state)) since ??= state;
    else if (since) {
      stretches.push({ member, since, until: state });
      since = null;
    }
  }
  return since ? [...stretches, { member, since, until: null }] : stretches;
}

/** Where a member that had been Ready was so no longer, and nobody was deleting it. */
export function unreadyStretches(member: Incarnation): readonly Stretch[] {
  const firstWell = member.states.find(isWell);
  if (!firstWell) return [];
  return stretchesOf(
    member,
    (state) =>
      state.rv > firstWell.rv && !state.ready && state.deleting === null && state.op !== 'deleted',
  );
}

/** A moment on the runner's clock, for what leans on gaps. */
export function moment(at: number) {
  return { clock: 'runner', at };
}
