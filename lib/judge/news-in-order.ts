import type { Entry, History } from '../model/entry.ts';

/**
 * The history with late news dated by news that came before it and tells of something newer.
 *
 * Each kind of object is watched on a stream of its own, and on a loaded host one stream trails
 * another: the pod that a scale-down took away is heard of before the scale-down is. But versions
 * count all writes of a cluster in one row, so whatever has a lower version than what was heard of
 * had been written by then. That is still no moment at which it was written, only a nearer bound.
 */
export function newsInOrder(history: History): History {
  const newestFirst = history.filter(isNews).sort((one, other) => other.rv - one.rv);
  const dates = new Map<number, number>();
  let heard = Number.POSITIVE_INFINITY;
  for (const { seq, at } of newestFirst) {
    if (at < heard) heard = at;
    else {
      // Not at the same moment: which of the two was first is known.
      heard -= TICK_MS;
      dates.set(seq, heard);
    }
  }
  if (dates.size === 0) return history;
  return history.map((entry) => {
    const at = dates.get(entry.seq);
    return at === undefined ? entry : { ...entry, at };
  });
}

const TICK_MS = 0.001;

type News = Extract<Entry, { readonly op: unknown; readonly rv: number }>;

/** Events may be kept in a store of their own, which counts for itself. */
function isNews(entry: Entry): entry is News {
  return entry.by === 'watch' && 'rv' in entry && entry.rv !== null && entry.kind !== 'event';
}
