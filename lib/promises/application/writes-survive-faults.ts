import { type Clocks, clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type SetEntry, setTimelinesOf } from '../../model/timeline.ts';
import { type Acknowledgement, acknowledgementsOf, linesOf } from '../../model/timeline-volumes.ts';
import { SOURCES } from '../sources.ts';
import { acknowledgedWritesSurvive } from '../storage/acknowledged-writes-survive.ts';
import { tally } from '../tally.ts';

/**
 * What a client was told is done is done, whatever single thing breaks: this is what people mean
 * when they say that a database runs on Kubernetes.
 *
 * Judged like the survival of synced bytes, and counted from the client’s side: each start of a
 * member after a fault is a trial, restarts in place included, if it had been answered for before.
 */
export const writesSurviveFaults: StatefulPromise = {
  id: 'SS-APP-001',
  level: 'MUST',
  statement: 'No single fault that leaves the disk whole MUST lose a write that was acknowledged',
  source: SOURCES.storage,
  since: '1.9',
  check: checkFaults,
};

const HARMFUL: readonly string[] = ['struck', 'in-force'];

function checkFaults(history: History): Findings {
  const faults = entriesOf(history, 'fault').filter(({ phase }) => HARMFUL.includes(phase));
  const { trial, blind, findings } = tally();
  if (faults.length === 0) return findings();
  const clocks = clocksOf(history);
  const gaps = gapsOf(history);
  const acknowledged = acknowledgementsOf(history);
  const disposable = new Set(
    setTimelinesOf(history)
      .filter(({ states }) => !states.every(keepsAll))
      .map(({ name }) => name),
  );
  for (const start of linesOf(history)) {
    if (start.kind !== 'epoch' || disposable.has(start.set)) continue;
    const fault = faults.findLast((one) => clocks.order(one, start) === 'before');
    const before = fault && lastBefore(acknowledged, start, clocks);
    if (!before) continue;
    const at = [start.claim, start.node];
    const gap = gaps.over({ on: ['epoch', 'op'], at, from: before.entry, to: start });
    if (gap) blind(`what ${start.hostname} found on ${start.claim}`, gap);
    else trial();
  }
  const base = acknowledgedWritesSurvive.check(history);
  const own = findings();
  // A start that the clocks leave open is open here too; blindness was looked at above.
  const open = base.doubts.filter(({ evidence }) => !evidence.some(({ kind }) => kind === 'gap'));
  const { violations, excused } = base;
  return { trials: own.trials, violations, excused, doubts: [...own.doubts, ...open] };
}

/** Where a set asks for its claims to be deleted, its members may find them empty. */
function keepsAll({ whenDeleted, whenScaled }: SetEntry): boolean {
  return whenDeleted === 'Retain' && whenScaled === 'Retain';
}

function lastBefore(
  acknowledged: readonly Acknowledgement[],
  start: EntryOf<'epoch'>,
  clocks: Clocks,
): Acknowledgement | undefined {
  return acknowledged.findLast(
    ({ claim, entry }) => claim === start.claim && clocks.order(entry, start) === 'before',
  );
}
