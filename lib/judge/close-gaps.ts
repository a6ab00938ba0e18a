import { clocksOf } from '../model/clocks.ts';
import type { EntryOf, History } from '../model/entry.ts';
import { entriesOf, subjectOf } from '../model/history.ts';
import { type Gap, gapsOf } from '../model/history-gaps.ts';

/** Kinds whose changes the audit log tells in full, by the resource they are written to. */
const RESOURCES: Readonly<Record<string, string>> = {
  pod: 'pods',
  claim: 'persistentvolumeclaims',
  set: 'statefulsets',
  revision: 'controllerrevisions',
};
const WRITES: readonly string[] = ['create', 'update', 'patch', 'delete', 'deletecollection'];
/** The audit log is written when a request is answered, the watch a little later. */
const LATER_MS = 2_000;

/**
 * The history without the watch gaps in which, by the audit log's account, nothing was missed.
 *
 * A gap is closed only when the log was there before it and after it, was not blind itself, and
 * each write that falls into it made a version that the watch knows. A write of which the log gives
 * no version may be anything, a removal above all, so such a gap stays.
 */
export function closeGaps(history: History): History {
  const gaps = entriesOf(history, 'gap').filter(({ of }) => of in RESOURCES);
  const subject = subjectOf(history);
  if (gaps.length === 0 || !subject?.capabilities.includes('audit-log')) return history;
  const closed = new Set(gaps.filter((gap) => isAccountedFor(history, gap)).map(({ seq }) => seq));
  return closed.size === 0 ? history : history.filter(({ seq }) => !closed.has(seq));
}

function isAccountedFor(history: History, gap: Gap): boolean {
  const { afterRv, beforeRv, clock } = gap;
  if (afterRv === null || beforeRv === null) return false;
  const [from, to] = [
    { clock, at: gap.from - LATER_MS },
    { clock, at: gap.to + LATER_MS },
  ];
  if (gapsOf(history).over({ on: ['audit'], from, to })) return false;

  const clocks = clocksOf(history);
  const audits = entriesOf(history, 'audit');
  const before = audits.some((audit) => clocks.order(audit, from) === 'before');
  const after = audits.some((audit) => clocks.order(audit, to) === 'after');
  if (!before || !after) return false;

  const versions = new Set(
    history.flatMap((entry) =>
      entry.kind === gap.of && 'rv' in entry ? [`${entry.uid} ${entry.rv}`] : [],
    ),
  );
  const isOutside = (audit: EntryOf<'audit'>) =>
    clocks.order(audit, from) === 'before' ||
    clocks.order({ clock: audit.clock, at: audit.received }, to) === 'after';
  return audits
    .filter(({ resource, verb, code }) => isWrite(verb, code) && resource === RESOURCES[gap.of])
    .every(({ rv, uid, ...audit }) => {
      if (rv !== null && (rv <= afterRv || rv > beforeRv)) return true;
      if (rv !== null) return versions.has(`${uid} ${rv}`);
      return isOutside({ rv, uid, ...audit });
    });
}

function isWrite(verb: string, code: number): boolean {
  return WRITES.includes(verb) && code >= 200 && code < 300;
}
