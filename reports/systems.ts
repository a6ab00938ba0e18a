import { type ClientOperation, clientOperationsOf } from '../lib/model/client-operations.ts';
import type { Entry, EntryOf } from '../lib/model/entry.ts';
import { groupBy } from '../lib/model/history.ts';
import type { ScenarioResult } from './matrix.ts';
import type { Report, SystemTimes } from './report.ts';
import { servedOf } from './served.ts';

/** What one fault cost the clients of one system; null where nobody was told until the next one. */
interface Cost {
  readonly system: string;
  readonly firstMs: number | null;
  readonly waitMs: number | null;
}

/**
 * Systems side by side, over all stories of a report. The first write counts that was asked for
 * when the fault was there: what was under way before it may have been done before it.
 */
export function systemsOf(results: readonly ScenarioResult[]): Report['systems'] {
  const costs = groupBy(results.flatMap(costsOf), ({ system }) => system);
  return [...costs]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([system, own]) => ({
      ...{ system, faults: own.length },
      first: timesOf(own.map(({ firstMs }) => firstMs)),
      wait: timesOf(own.map(({ waitMs }) => waitMs)),
    }));
}

function costsOf(result: ScenarioResult): readonly Cost[] {
  const entries = [...(result.judged?.lines.values() ?? [])].sort((a, b) => a.seq - b.seq);
  const system = systemOf(entries);
  if (system === null) return [];
  const writes = clientOperationsOf(entries).filter(({ does }) => does === 'write');
  const harms = entries.filter(isThere);
  const waits = servedOf(result);
  return harms.flatMap(({ fault, at }, place) => {
    const until = harms[place + 1]?.at ?? Number.POSITIVE_INFINITY;
    const asked = writes.filter((write) => write.asked.at > at && write.asked.at < until);
    if (asked.length === 0) return [];
    const ends = asked.filter(isDone).flatMap(({ ended }) => (ended ? [ended.at - at] : []));
    // Of a loan the wait is counted from where it was begun, which is a little before.
    const wait = waits.findLast(({ after, from }) => after === fault && from < until);
    const waitMs = wait && wait.to !== null ? wait.to - wait.from : null;
    return [{ system, firstMs: ends.length > 0 ? Math.min(...ends) : null, waitMs }];
  });
}

function systemOf(entries: readonly Entry[]): string | null {
  const subject = entries.find((entry) => entry.kind === 'step' && entry.step === 'subject');
  const name = subject?.kind === 'step' ? subject.facts.system : null;
  return typeof name === 'string' ? name : null;
}

function isThere(entry: Entry): entry is EntryOf<'fault'> {
  return entry.kind === 'fault' && (entry.phase === 'struck' || entry.phase === 'in-force');
}

function isDone({ outcome }: ClientOperation): boolean {
  return outcome === 'ok';
}

/** By rank, so that each was really measured; what was never seen is longer than all others. */
function timesOf(times: readonly (number | null)[]): SystemTimes {
  const ranked = times.map((ms) => ms ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const at = (share: number) => {
    const ms = ranked[Math.max(0, Math.ceil(share * ranked.length) - 1)];
    return ms === undefined || ms === Number.POSITIVE_INFINITY ? null : ms;
  };
  return { half: at(0.5), nineOfTen: at(0.9), all: at(1) };
}
