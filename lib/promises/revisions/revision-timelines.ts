import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy } from '../../model/history.ts';
import {
  type Incarnation,
  incarnationsOf,
  type SetTimeline,
  setTimelinesOf,
  statesDuring,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';

export type RevisionEntry = EntryOf<'revision'>;

/** One ControllerRevision object, as the API server told its story. */
export interface RevisionTimeline {
  readonly uid: string;
  readonly name: string;
  readonly states: readonly RevisionEntry[];
  readonly first: RevisionEntry;
  readonly gone: RevisionEntry | null;
  /** The sets that controlled it, in turn. */
  readonly owners: readonly string[];
}

export function revisionsOf(history: History): readonly RevisionTimeline[] {
  const timelines: RevisionTimeline[] = [];
  for (const [uid, entries] of groupBy(entriesOf(history, 'revision'), (one) => one.uid)) {
    const states = [...entries].sort(
      (one, other) =>
        Number(one.op === 'deleted') - Number(other.op === 'deleted') || one.rv - other.rv,
    );
    const [first] = states;
    const last = states.at(-1);
    if (!first || !last) continue;
    const owners = [...new Set(states.flatMap(({ owner }) => (owner ? [owner.uid] : [])))];
    const gone = last.op === 'deleted' ? last : null;
    timelines.push({ uid, name: first.name, states, first, gone, owners });
  }
  return timelines.sort((one, other) => one.first.rv - other.first.rv);
}

/** A set with the revisions that were ever its own, and its members. */
export interface RevisionedSet {
  readonly set: SetTimeline;
  readonly revisions: readonly RevisionTimeline[];
  readonly members: readonly Incarnation[];
}

export function revisionedSetsOf(history: History): readonly RevisionedSet[] {
  const all = revisionsOf(history);
  const members = incarnationsOf(history);
  return setTimelinesOf(history).map((set) => ({
    set,
    revisions: all.filter(({ owners }) => owners.includes(set.uid)),
    members: members.filter(({ setUid }) => setUid === set.uid),
  }));
}

/** The last state of a revision before a version, null where it did not exist then. */
export function revisionBefore({ states }: RevisionTimeline, rv: number): RevisionEntry | null {
  const state = states.findLast((one) => one.rv < rv) ?? null;
  return state?.op === 'deleted' ? null : state;
}

/** Names that a set's status or a living member of it used, all through a stretch. */
export function namesInUse(
  { set, members }: RevisionedSet,
  from: number,
  to: number,
): ReadonlySet<string> {
  const everSince = (names: readonly (readonly (string | null)[])[]) => {
    const [first = [], ...rest] = names;
    return first.flatMap((name) => (name && rest.every((one) => one.includes(name)) ? [name] : []));
  };
  const states = statesDuring(set.states, from, to);
  const told = states.map(({ status }) => [status.currentRevision, status.updateRevision]);
  const worn = members.flatMap((member) => {
    const during = statesDuring(member.states, from, to);
    const isThere = during.every(({ op }) => op !== 'deleted') && member.first.at <= from;
    return isThere ? everSince(during.map(({ revision }) => [revision])) : [];
  });
  return new Set([...everSince(told), ...worn]);
}

/** Whether the suite itself asked for the removal of a revision of this name. */
export function wasAskedToGo(history: History, name: string): boolean {
  return entriesOf(history, 'request').some(
    (request) =>
      request.verb === 'delete' &&
      request.resource === 'controllerrevisions' &&
      request.name === name,
  );
}

/** Around a moment: what a controller may have gone by, and what other watches may yet tell. */
export function around({ at }: { readonly at: number }): readonly [number, number] {
  return [at - SLACK.controllerLagMs, at + SLACK.watchLagMs];
}
