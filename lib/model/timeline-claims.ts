import type { EntryOf, History } from './entry.ts';
import { entriesOf, groupBy } from './history.ts';
import { firstReady, type Incarnation, type SetEntry } from './timeline.ts';

export type ClaimEntry = EntryOf<'claim'>;

/** What a claim was to one incarnation and then to the next one of the same ordinal. */
export interface Handover {
  readonly name: string;
  readonly before: ClaimEntry | null;
  readonly after: ClaimEntry | null;
}

export interface Claims {
  /** The claim of this name that existed at a moment on the runner's clock. */
  at(name: string, moment: number): ClaimEntry | null;
  handover(name: string, fromMoment: number, toMoment: number): Handover;
}

export function claimsOf(history: History): Claims {
  const byName = groupBy(entriesOf(history, 'claim'), ({ name }) => name);
  const at = (name: string, moment: number) => {
    const state = byName.get(name)?.findLast((entry) => entry.at <= moment) ?? null;
    return state?.op === 'deleted' ? null : state;
  };
  return {
    at,
    handover: (name, fromMoment, toMoment) => ({
      name,
      before: at(name, fromMoment),
      after: at(name, toMoment),
    }),
  };
}

/** What a set calls the claim that it makes from a template for an ordinal. */
export function claimName(template: string, set: string, ordinal: number): string {
  return `${template}-${set}-${ordinal}`;
}

export function claimNames({ claimTemplates, name }: SetEntry, ordinal: number): readonly string[] {
  return claimTemplates.map((template) => claimName(template, name, ordinal));
}

/** The last moment at which an incarnation was seen using its claims; null when it never was. */
export function lastInUse({ states }: Incarnation): number | null {
  const running = ({ ready, phase }: Incarnation['first']) => ready || phase === 'Running';
  return states.findLast((state) => running(state) && state.op !== 'deleted')?.at ?? null;
}

/** The first moment at which an incarnation was certainly using its claims. */
export function firstInUse(incarnation: Incarnation): number | null {
  return firstReady(incarnation)?.at ?? null;
}

/** One sentence on how a claim changed hands wrongly, or null when it did not. */
export function brokenHandover({ name, before, after }: Handover): string | null {
  if (!before) return null;
  if (!after) return `claim ${name}, which was ${before.uid}, was not there`;
  if (after.uid !== before.uid) return `claim ${name} was ${before.uid} and then ${after.uid}`;
  if (before.volume !== null && after.volume !== before.volume) {
    return `claim ${name} was bound to ${before.volume} and then to ${after.volume ?? 'nothing'}`;
  }
  return null;
}

/** Names of claims that somebody asked to be deleted: what becomes of those is their doing. */
export function claimsDeletedByName(history: History): ReadonlySet<string> {
  return new Set(
    entriesOf(history, 'request')
      .filter(({ verb, resource }) => verb === 'delete' && resource === 'persistentvolumeclaims')
      .map(({ name }) => name),
  );
}

/** One claim object, from its creation to its removal. */
export interface ClaimLife {
  readonly uid: string;
  readonly name: string;
  readonly states: readonly ClaimEntry[];
  readonly first: ClaimEntry;
  readonly last: ClaimEntry;
  /** The first state with a deletionTimestamp, or its removal where nobody saw one. */
  readonly deleting: ClaimEntry | null;
  readonly gone: ClaimEntry | null;
}

/** Claims by uid, in the order in which they were first heard of. */
export function claimLivesOf(history: History): readonly ClaimLife[] {
  const lives: ClaimLife[] = [];
  for (const [uid, entries] of groupBy(entriesOf(history, 'claim'), (claim) => claim.uid)) {
    const isGone = ({ op }: ClaimEntry) => Number(op === 'deleted');
    const states = [...entries].sort(
      (one, other) => isGone(one) - isGone(other) || one.rv - other.rv,
    );
    const [first] = states;
    const last = states.at(-1);
    if (!first || !last) continue;
    const gone = last.op === 'deleted' ? last : null;
    const deleting = states.find((state) => state.deleting !== null) ?? gone;
    lives.push({ uid, name: first.name, states, first, last, deleting, gone });
  }
  return lives;
}
