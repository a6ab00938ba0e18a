import type { History } from '../model/entry.ts';
import { entriesOf } from '../model/history.ts';
import type { PodEntry, SetEntry } from '../model/timeline.ts';

export type ReadyFor = (ready: PodEntry, act: PodEntry | SetEntry) => number;

/**
 * For how many milliseconds a member had been Ready when something else was written. The audit log
 * dates writes when they were made; without it they are dated when the watch delivered them, which
 * on a loaded host may be late for one and not for the other.
 *
 * Controllers go by the time that the member's kubelet gives, and a kubelet that is kept waiting
 * writes seconds after it has seen: the longer time of both is the one that may count.
 */
export function readyForIn(history: History): ReadyFor {
  const written = new Map(
    entriesOf(history, 'audit').map((audit) => [`${audit.resource} ${audit.rv}`, audit]),
  );
  const auditOf = ({ kind, rv }: PodEntry | SetEntry) =>
    written.get(`${kind === 'pod' ? 'pods' : 'statefulsets'} ${rv}`);
  return (ready, act) => {
    const [first, second] = [auditOf(ready), auditOf(act)];
    const isDated = first && second && first.clock === second.clock;
    const byWrites = isDated ? second.at - first.at : act.at - ready.at;
    const at = second?.clock.startsWith('wall') ? second.at : askedAt(act);
    if (ready.readySince === null || at === null) return byWrites;
    return Math.max(byWrites, at - Date.parse(ready.readySince));
  };
}

/** When the server was asked for it, by its own clock, in whole seconds. */
export function askedAt(act: PodEntry | SetEntry): number | null {
  if (act.kind === 'set') return null;
  const { op, created, deleting, grace } = act;
  if (deleting !== null) return Date.parse(deleting) - (grace ?? 0) * 1000;
  return op === 'added' ? Date.parse(created) : null;
}
