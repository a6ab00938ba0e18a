import type { EntryOf, History } from './entry.ts';
import { entriesOf, groupBy, ordinalIn, pairsOf } from './history.ts';

export type PodEntry = EntryOf<'pod'>;
export type SetEntry = EntryOf<'set'>;

/** One pod that filled an ordinal, known by its uid, as the API server told its story. */
export interface Incarnation {
  readonly uid: string;
  readonly pod: string;
  readonly set: string;
  readonly setUid: string;
  readonly ordinal: number;
  /** In the order of the API's versions; a deletion is the last word on a uid. */
  readonly states: readonly PodEntry[];
  readonly first: PodEntry;
  readonly last: PodEntry;
  /** Its creation, when the watch was there to see it. */
  readonly born: PodEntry | null;
  /** The first state with a deletionTimestamp. */
  readonly deleting: PodEntry | null;
  readonly gone: PodEntry | null;
  readonly node: string | null;
}

/** One StatefulSet object, from its creation to its removal. */
export interface SetTimeline {
  readonly uid: string;
  readonly name: string;
  readonly states: readonly SetEntry[];
  readonly first: SetEntry;
  readonly gone: SetEntry | null;
}

/** Members of StatefulSets, oldest first. Pods that no set owns are nobody's incarnation. */
export function incarnationsOf(history: History): readonly Incarnation[] {
  const incarnations: Incarnation[] = [];
  for (const [uid, entries] of groupBy(entriesOf(history, 'pod'), (pod) => pod.uid)) {
    const states = inVersionOrder(entries);
    const [first] = states;
    const last = states.at(-1);
    const owner = states.find((state) => state.owner?.kind === 'StatefulSet')?.owner;
    if (!first || !last || !owner) continue;
    const ordinal = ordinalIn(owner.name, first.name);
    if (ordinal === null) continue;
    incarnations.push({
      ...{ uid, pod: first.name, set: owner.name, setUid: owner.uid, ordinal },
      ...{ states, first, last },
      born: states.find(({ op }) => op === 'added') ?? null,
      deleting: states.find(({ deleting }) => deleting !== null) ?? null,
      gone: last.op === 'deleted' ? last : null,
      node: states.findLast(({ node }) => node !== null)?.node ?? null,
    });
  }
  return incarnations.sort((one, other) => one.first.rv - other.first.rv);
}

/** A pod that a stranger made and a set then took for its own: nobody gave it an identity. */
export function isPlanted({ born }: Incarnation): boolean {
  return born !== null && born.owner === null;
}

/** Each incarnation with the next one of its ordinal, across sets of one name. */
export function successionsOf(history: History): readonly (readonly [Incarnation, Incarnation])[] {
  const slots = groupBy(incarnationsOf(history), ({ set, ordinal }) => `${set}-${ordinal}`);
  return [...slots.values()].flatMap(pairsOf);
}

export function setTimelinesOf(history: History): readonly SetTimeline[] {
  const timelines: SetTimeline[] = [];
  for (const [uid, entries] of groupBy(entriesOf(history, 'set'), (set) => set.uid)) {
    const states = inVersionOrder(entries);
    const [first] = states;
    const last = states.at(-1);
    if (!first || !last) continue;
    const gone = last.op === 'deleted' ? last : null;
    timelines.push({ uid, name: first.name, states, first, gone });
  }
  return timelines.sort((one, other) => one.first.rv - other.first.rv);
}

/** The last state that had been heard of at a moment on the runner's clock. */
export function stateAt<State extends { readonly at: number }>(
  states: readonly State[],
  at: number,
): State | null {
  return states.findLast((state) => state.at <= at) ?? null;
}

/** Every state that was the newest one at some moment of a stretch. */
export function statesDuring<State extends { readonly at: number }>(
  states: readonly State[],
  from: number,
  to: number,
): readonly State[] {
  const before = stateAt(states, from);
  return [...(before ? [before] : []), ...states.filter(({ at }) => at > from && at <= to)];
}

/** The ordinals that a set in this state asks for, lowest first. */
export function wantedOrdinals({
  start,
  replicas,
}: Pick<SetEntry, 'start' | 'replicas'>): readonly number[] {
  return Array.from({ length: replicas }, (_, place) => start + place);
}

/** Whether a set in this state asks for this ordinal. */
export function isWanted({ start, replicas }: SetEntry, ordinal: number): boolean {
  return ordinal >= start && ordinal < start + replicas;
}

export function firstReady({ states }: Incarnation): PodEntry | null {
  return states.find(({ ready, deleting, op }) => ready && !deleting && op !== 'deleted') ?? null;
}

function inVersionOrder<State extends { readonly rv: number; readonly op: string }>(
  entries: readonly State[],
): readonly State[] {
  return [...entries].sort(
    (one, other) =>
      Number(one.op === 'deleted') - Number(other.op === 'deleted') || one.rv - other.rv,
  );
}
