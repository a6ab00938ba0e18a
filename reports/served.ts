import { clientOperationsOf } from '../lib/model/client-operations.ts';
import type { Entry, EntryOf } from '../lib/model/entry.ts';
import { pairsOf } from '../lib/model/history.ts';
import type { ScenarioResult } from './matrix.ts';
import type { Report } from './report.ts';

/**
 * How long clients of a real system had to wait at most, from each fault to the next one, for a
 * write to be acknowledged. From one acknowledgement to the next, because a loan takes hold some
 * time after it was begun. Clients and faults are on the runner's own clock.
 */
export function servedOf({ planned, judged }: ScenarioResult): Report['served'] {
  const entries = [...(judged?.lines.values() ?? [])].sort((one, other) => one.seq - other.seq);
  const writes = clientOperationsOf(entries).filter(({ does }) => does === 'write');
  const ends = writes.flatMap(({ outcome, ended }) => (outcome === 'ok' && ended ? ended.at : []));
  const harms = entries.filter(isHarm);
  return harms.flatMap(({ fault, at }, place) => {
    const until = harms[place + 1]?.at ?? Number.POSITIVE_INFINITY;
    // Where nobody asked there was nobody to wait.
    if (!writes.some(({ asked }) => asked.at > at && asked.at < until)) return [];
    const waits = pairsOf(ends).filter(([from, to]) => to > at && from < until);
    const [from, to] = waits.reduce<readonly [number, number | null]>(
      (longest, wait) => (lengthOf(wait) > lengthOf(longest) ? wait : longest),
      [at, null],
    );
    return [{ scenario: planned.id, after: fault, from, to }];
  });
}

function isHarm(entry: Entry): entry is EntryOf<'fault'> {
  return entry.kind === 'fault' && (entry.phase === 'struck' || entry.phase === 'injecting');
}

function lengthOf([from, to]: readonly [number, number | null]): number {
  return to === null ? 0 : to - from;
}
