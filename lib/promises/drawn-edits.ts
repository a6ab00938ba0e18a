import type { Entry, EntryOf, History, Kind } from '../model/entry.ts';

/**
 * The cheapest mutants there are: a story in which all is well, one edit, and exactly the promises
 * that must notice. A checker that stays quiet is blind, and one too many cries wolf.
 */
export interface Mutation {
  readonly story: string;
  readonly edit: string;
  readonly change: (history: History) => History;
  readonly breaks: readonly string[];
}

// Single edits of a history: each answers with a changed copy.

export function pod(uid: string, op: string) {
  return (entry: Entry) => entry.kind === 'pod' && entry.uid === uid && entry.op === op;
}

export function change<K extends Kind>(
  kind: K,
  matches: (entry: EntryOf<K>) => boolean,
  fields: Partial<EntryOf<K>>,
) {
  const hits = (entry: Entry): entry is EntryOf<K> =>
    entry.kind === kind && matches(entry as EntryOf<K>);
  return (history: History): History =>
    history.map((entry) => (hits(entry) ? ({ ...entry, ...fields } as Entry) : entry));
}

export function shift<K extends Kind>(
  kind: K,
  matches: (entry: EntryOf<K>) => boolean,
  ms: number,
) {
  const hits = (entry: Entry) => entry.kind === kind && matches(entry as EntryOf<K>);
  return (history: History): History =>
    history.map((entry) => (hits(entry) ? { ...entry, at: entry.at + ms } : entry));
}

/** Two changes happen in each other's place: the first of each kind that matches. */
export function swap(one: (entry: Entry) => boolean, other: (entry: Entry) => boolean) {
  return (history: History): History => {
    const [first, second] = [history.find(one), history.find(other)];
    if (!first || !second || !('rv' in first) || !('rv' in second)) return history;
    return history.map((entry) => {
      const place = entry === first ? second : entry === second ? first : null;
      return place ? ({ ...entry, at: place.at, rv: place.rv } as Entry) : entry;
    });
  };
}

/** The history without some of its entries. */
export function without(matches: (entry: Entry) => boolean) {
  return (history: History): History => history.filter((entry) => !matches(entry));
}

export function recreateClaim(name: string, at: number) {
  return (history: History): History => {
    const claim = history.find((entry) => entry.kind === 'claim' && entry.name === name);
    const place = history.findIndex((entry) => entry.clock === 'runner' && entry.at >= at);
    if (claim?.kind !== 'claim') return history;
    const gone = { ...claim, op: 'deleted' as const, at, rv: 900 };
    const fresh = { ...claim, op: 'added' as const, at: at + 1, rv: 901, uid: 'new' };
    return renumbered(history.toSpliced(place, 0, gone, fresh));
  };
}

export function renumbered(history: History): History {
  return history.map((entry, seq) => ({ ...entry, seq }));
}
