import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import type { PodEntry, SetEntry } from '../../model/timeline.ts';

/**
 * Milliseconds between two writes. The audit log dates them when they were made; without it they
 * are dated when the watch delivered them, which on a loaded host may be late for one and not for
 * the other.
 */
export function timesIn(history: History): (one: PodEntry, other: PodEntry | SetEntry) => number {
  const written = new Map(
    entriesOf(history, 'audit').map((audit) => [`${audit.resource} ${audit.rv}`, audit]),
  );
  const auditOf = ({ kind, rv }: PodEntry | SetEntry) =>
    written.get(`${kind === 'pod' ? 'pods' : 'statefulsets'} ${rv}`);
  return (one, other) => {
    const [first, second] = [auditOf(one), auditOf(other)];
    if (first && second && first.clock === second.clock) return second.at - first.at;
    return other.at - one.at;
  };
}
