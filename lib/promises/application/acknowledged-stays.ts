import { type ClientOperation, clientOperationsOf } from '../../model/client-operations.ts';
import type { History } from '../../model/entry.ts';
import { entriesOf, groupBy, stepsOf, subjectOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { Owes } from '../../model/system.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';

/**
 * What people mean when they put their database into a set: what it said is stored is there.
 *
 * Judged from clients alone. Of each key the last reading counts, when something had happened to
 * the set by then: what it shows must not be older than the last write that was acknowledged
 * before it, and must have been written by somebody. An unsure write may show or not.
 */
export const acknowledgedStays: StatefulPromise = {
  id: 'SS-APP-011',
  level: 'MUST',
  statement:
    'A system on claims MUST NOT lose or invent a write that it acknowledged, whatever single ' +
    'thing breaks',
  source: SOURCES.storage,
  since: 'all',
  check: checkWrites,
};

function checkWrites(history: History): Findings {
  const notes = tally();
  const owes = subjectOf(history)?.owes;
  if (!KEEPS.some((kind) => kind === owes)) return notes.findings();
  const gaps = gapsOf(history);
  const troubles = [
    ...entriesOf(history, 'fault').filter(({ phase }) =>
      ['struck', 'in-force', 'undone'].includes(phase),
    ),
    ...stepsOf(history, 'verb').filter(({ name }) => name === 'delete-set' || name === 'scale'),
  ];
  const lost: Loss[] = [];
  const operations = clientOperationsOf(history);
  const writable = new Set(operations.filter(isWritten).map(({ member }) => member));
  for (const [key, own] of groupBy(operations, ({ key }) => key)) {
    const read = own.findLast(({ does, outcome, member }) => {
      // A copy may be behind: of rows, only a member that takes them can have lost one.
      return does === 'read' && outcome === 'ok' && (owes === 'register' || writable.has(member));
    });
    const to = read?.ended;
    if (!read || !to) continue;
    const writes = own.filter(({ does }) => does === 'write');
    const due = writes.filter((write) => isDone(write) && endOf(write) < read.asked.at);
    const first = due[0];
    if (!first || !troubles.some(({ at }) => at > first.asked.at && at < to.at)) continue;
    const says = wrongWith(read, writes, due);
    const gap = gaps.over({ on: ['op'], at: [], from: first.asked, to });
    if (says) lost.push({ key, says, read, write: due.at(-1) ?? first });
    else if (gap) notes.blind(`what became of ${key}`, gap);
    else notes.trial();
  }
  tell(notes, lost);
  return notes.findings();
}

/** Systems that keep what clients write. */
const KEEPS: readonly Owes[] = ['register', 'rows', 'ledger'];

/** What a reading of a key shows that it must not, or null. */
function wrongWith(
  read: ClientOperation,
  writes: readonly ClientOperation[],
  due: readonly ClientOperation[],
): string | null {
  if (read.value === null) return 'is gone';
  const shown = writes.filter(({ value }) => value === read.value);
  if (shown.length === 0) return `is ${read.value}, which nobody wrote`;
  const isOlder = (write: ClientOperation) =>
    due.some((later) => later !== write && endOf(write) < later.asked.at);
  return shown.every(isOlder) ? `is ${read.value} again, which was overwritten` : null;
}

interface Loss {
  readonly key: string;
  readonly says: string;
  readonly read: ClientOperation;
  readonly write: ClientOperation;
}

/** One finding for all of a kind: a lost disk loses every key at once. */
function tell({ violation }: Tally, lost: readonly Loss[]): void {
  const [first] = lost;
  if (!first) return;
  const more = lost.length > 1 ? `, and ${lost.length - 1} more keys were lost` : '';
  const evidence = lost.slice(0, 3).flatMap(({ write, read }) => [write.ended, read.ended]);
  violation(`${first.key} ${first.says} after it was acknowledged${more}`, evidence);
}

function isWritten({ does, outcome }: ClientOperation): boolean {
  return does === 'write' && outcome === 'ok';
}

function isDone({ outcome }: ClientOperation): boolean {
  return outcome === 'ok';
}

/** An unsure write may take effect at any time: it never ends. */
function endOf({ outcome, ended }: ClientOperation): number {
  return outcome === 'ok' && ended ? ended.at : Number.POSITIVE_INFINITY;
}
