import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy } from '../../model/history.ts';
import type { PodEntry, SetEntry, SetTimeline } from '../../model/timeline.ts';

/** One pod object, whoever owned it and whether anybody did. */
export interface PodLife {
  readonly uid: string;
  readonly name: string;
  readonly states: readonly PodEntry[];
  readonly first: PodEntry;
  readonly last: PodEntry;
  readonly deleting: PodEntry | null;
  readonly gone: PodEntry | null;
}

export function podLivesOf(history: History): readonly PodLife[] {
  const lives: PodLife[] = [];
  for (const [uid, entries] of groupBy(entriesOf(history, 'pod'), (pod) => pod.uid)) {
    const isGone = ({ op }: PodEntry) => Number(op === 'deleted');
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

/** Deletions of a set in which its user asked for its pods to be left alone. */
export function orphaningsOf(history: History): readonly EntryOf<'request'>[] {
  return entriesOf(history, 'request').filter(
    ({ verb, resource, code, facts }) =>
      verb === 'delete' &&
      resource === 'statefulsets' &&
      code < 300 &&
      facts.propagation === 'Orphan',
  );
}

/** Names of pods that a user, or the suite, asked to be deleted. */
export function deletedByUser(history: History): ReadonlySet<string> {
  return new Set(
    entriesOf(history, 'request')
      .filter(
        ({ verb, resource }) => (verb === 'delete' || verb === 'evict') && resource === 'pods',
      )
      .map(({ name }) => name),
  );
}

/** Whether labels are what a set selects by; a set whose selector is not known selects nothing. */
export function isSelected({ matchLabels }: SetEntry, { labels }: PodEntry): boolean {
  const wanted = Object.entries(matchLabels);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

/** The set of that name that existed at a moment. */
export function setAt(
  sets: readonly SetTimeline[],
  name: string,
  moment: number,
): SetTimeline | null {
  return sets.find((set) => set.name === name && isThere(set, moment)) ?? null;
}

export function isThere({ first, gone }: SetTimeline, moment: number): boolean {
  return first.at <= moment && (gone?.at ?? Number.POSITIVE_INFINITY) > moment;
}
