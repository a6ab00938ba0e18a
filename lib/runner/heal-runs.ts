import { connect } from '../cluster/api.ts';
import type { ClusterAddress } from '../model/cluster.ts';
import { messageOf } from '../support/errors.ts';
import { isAlive } from '../support/process-identity.ts';
import { clearRun } from './clear-run.ts';
import { emptyAfter } from './given-namespace.ts';
import type { Healing } from './heal.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { openRunNotes, type RunNote, type RunNotes } from './run-notes.ts';

export interface RunHealing extends Pick<Healing, 'find' | 'say'> {
  readonly ledger?: Ledger;
  readonly notes?: RunNotes;
  /** How it is cleared away: unit tests have no cluster. */
  readonly clear?: typeof clearLeft;
}

/** What a run had on a cluster, and the runs that are known to be over. */
interface LeftThere {
  readonly note: RunNote;
  readonly over: ReadonlySet<string>;
}

export interface HealedRun {
  readonly id: string;
  readonly run: string;
  readonly cluster: string;
  readonly removed: readonly string[];
  readonly says: string;
}

export interface RunsReport {
  readonly cleared: readonly HealedRun[];
  /** Runs on clusters that are gone, and all that they had there with them. */
  readonly void: readonly HealedRun[];
  /** Runs that are alive, or that a living one has taken the place of. */
  readonly kept: readonly HealedRun[];
  /** What could not be removed, or not be read: exit code 4. */
  readonly left: readonly HealedRun[];
}

type Way = keyof RunsReport;

/** Clears away what runs that died left on clusters that stay. Comes after debts were paid. */
export async function healRuns(healing: RunHealing): Promise<RunsReport> {
  const { say, notes = openRunNotes() } = healing;
  const ended: Record<Way, HealedRun[]> = { cleared: [], void: [], kept: [], left: [] };
  const found = notes.list();
  for (const note of found) {
    const { id, run, cluster, given, startedAt } = note;
    const where = given ? `the namespace ${given.namespace}` : 'namespaces of its own';
    say(`run ${run} of ${startedAt} on cluster ${cluster.cluster}, in ${where}`);
    const removed: string[] = [];
    const tell = (what: string) => {
      say(`  removed: ${what}`);
      removed.push(what);
    };
    const { way, says } = await settle(healing, notes, note, tell).catch((error: unknown) => ({
      way: 'left' as const,
      says: `${messageOf(error)}\n  note       ${notes.fileOf(id)}: delete it if all that is gone`,
    }));
    say(`  ${way}: ${says}`);
    ended[way].push({ id, run, cluster: cluster.cluster, removed, says });
  }
  for (const { file, says } of notes.unreadable()) {
    say(`${file} cannot be read as the note of a run: ${says}`);
    ended.left.push({ id: file, run: 'unknown', cluster: 'unknown', removed: [], says });
  }
  if (found.length === 0 && ended.left.length === 0) say('no run left anything behind');
  return ended;
}

async function settle(
  { find, ledger = openLedger(), clear = clearLeft }: RunHealing,
  notes: RunNotes,
  note: RunNote,
  tell: (removed: string) => void,
): Promise<{ way: Way; says: string }> {
  // Not by force either: a run can do without the fault it was under, and not without its sets.
  if (isAlive(note)) return { way: 'kept', says: `its runner is alive (process ${note.pid})` };
  const address = await find(note.cluster);
  if (!address) {
    notes.close(note.id);
    return { way: 'void', says: 'its cluster is gone' };
  }
  const all = notes.list();
  const successor = all.find((other) => isAlive(other) && isInPlaceOf(note, other));
  if (successor) {
    return { way: 'kept', says: `run ${successor.run} is there now (process ${successor.pid})` };
  }
  const owing = new Map(ledger.list().map((debt) => [debt.run, debt.id]));
  const owed = owing.get(note.run);
  if (owed) {
    return { way: 'left', says: `it owes ${owed}: what it made there may be needed to see why` };
  }
  const over = new Set(all.flatMap((one) => (isAlive(one) || owing.has(one.run) ? [] : one.run)));
  await clear(address, { note, over }, tell);
  notes.close(note.id);
  return { way: 'cleared', says: 'nothing of it is left there' };
}

/** By the name alone: one cluster may be known here by several contexts. */
function isInPlaceOf({ given }: RunNote, other: RunNote): boolean {
  return given !== null && other.given?.namespace === given.namespace;
}

async function clearLeft(
  address: ClusterAddress,
  { note, over }: LeftThere,
  tell: (removed: string) => void,
): Promise<void> {
  const api = connect(address);
  if (note.given) await emptyAfter(api, { ...note.given, over }, tell);
  else await clearRun(api, note.run, tell);
}
