import type { Entry, EntryOf, History } from './entry.ts';

/** What a story may wait for: the last word of the history on one object, null once it is gone. */
export function podNow(history: History, name: string): EntryOf<'pod'> | null {
  return lastOf(history, 'pod', name);
}

export function claimNow(history: History, name: string): EntryOf<'claim'> | null {
  return lastOf(history, 'claim', name);
}

export function setNow(history: History, name: string): EntryOf<'set'> | null {
  return lastOf(history, 'set', name);
}

/** What a set still lacks of its replicas, by its own account; null when it lacks nothing. */
export function notWhole(history: History, name: string): string | null {
  const set = setNow(history, name);
  if (!set) return `there is no ${name}`;
  const { status, generation, replicas } = set;
  if (status.observedGeneration < generation) return `${name} was not seen by its controller`;
  const isWhole = status.ready === replicas && status.replicas === replicas;
  return isWhole ? null : `${status.ready} of ${replicas} of ${name} are Ready`;
}

/** The same, and that all of it is updated to the spec that `isMeant` knows. */
export function notUpdated(
  history: History,
  name: string,
  isMeant: (set: EntryOf<'set'>) => boolean,
): string | null {
  const set = setNow(history, name);
  if (!set || !isMeant(set)) return `the new spec of ${name} was not heard of`;
  const { updated, updateRevision, currentRevision } = set.status;
  const isDone = updateRevision === currentRevision;
  const left = `${updated} of ${set.replicas} of ${name} are updated`;
  return notWhole(history, name) ?? (isDone ? null : left);
}

function lastOf<K extends 'pod' | 'claim' | 'set'>(
  history: History,
  kind: K,
  name: string,
): EntryOf<K> | null {
  const isIt = (entry: Entry): entry is EntryOf<K> =>
    entry.kind === kind && 'name' in entry && entry.name === name;
  const last = history.findLast(isIt);
  return last && !('op' in last && last.op === 'deleted') ? last : null;
}
