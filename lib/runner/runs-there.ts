import type { Api } from '../cluster/api.ts';
import { HarnessError, messageOf, UsageError } from '../support/errors.ts';
import { isAlive } from '../support/process-identity.ts';
import { mayLook } from './clear-run.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type NamespaceOfRun, namespacesOfRuns } from './namespace.ts';
import { openRunNotes, type RunNotes } from './run-notes.ts';

/** A run as a cluster knows it: by the label on its namespaces, wherever its runner was. */
export interface RunThere {
  readonly run: string;
  readonly namespaces: readonly { readonly name: string; readonly createdAt: Date }[];
  /** Its process, where it is alive on this machine; of other machines nothing is known. */
  readonly runner: number | null;
}

/** Changes nothing, whatever it finds. */
export async function runsThere(api: Api): Promise<readonly RunThere[]> {
  await mayLook(api);
  return byRun(await namespacesOfRuns(api), openRunNotes());
}

export function byRun(namespaces: readonly NamespaceOfRun[], notes: RunNotes): readonly RunThere[] {
  const alive = notes.list().filter(isAlive);
  return [...Map.groupBy(namespaces, ({ run }) => run)].sort().map(([run, own]) => ({
    run,
    namespaces: own.map(({ name, createdAt }) => ({ name, createdAt })),
    // By its id alone: one cluster may be known here by several names.
    runner: alive.find((note) => note.run === run)?.pid ?? null,
  }));
}

export interface Removal {
  readonly removed: readonly string[];
  readonly left: readonly { readonly run: string; readonly says: string }[];
}

interface Removing {
  readonly say: (line: string) => void;
  readonly clear: (run: string, tell: (removed: string) => void) => Promise<void>;
  readonly ledger?: Ledger;
}

/** Removes the namespaces of the runs that are named, and of no other. */
export async function removeRuns(
  there: readonly RunThere[],
  named: readonly string[],
  { say, clear, ledger = openLedger() }: Removing,
): Promise<Removal> {
  const meant = named.map((run) => there.find((one) => one.run === run) ?? unknownRun(run, there));
  const removed: string[] = [];
  const left: { run: string; says: string }[] = [];
  for (const one of meant) {
    say(`run ${one.run}, in ${one.namespaces.map(({ name }) => name).join(', ')}`);
    try {
      mustBeOver(one, ledger);
      await clear(one.run, (what) => {
        say(`  removed: ${what}`);
        removed.push(what);
      });
    } catch (error) {
      if (error instanceof UsageError) throw error;
      say(`  left: ${messageOf(error)}`);
      left.push({ run: one.run, says: messageOf(error) });
    }
  }
  return { removed, left };
}

function unknownRun(run: string, there: readonly RunThere[]): never {
  throw new UsageError({
    what: `no namespace there is labelled with run ${run}`,
    lastSeen: `runs with namespaces there: ${there.map((one) => one.run).join(', ') || 'none'}`,
  });
}

function mustBeOver({ run, runner }: RunThere, ledger: Ledger): void {
  if (runner !== null) {
    throw new HarnessError({ what: `its runner is alive here (process ${runner})` });
  }
  const owed = ledger.list().find((debt) => debt.run === run);
  if (!owed) return;
  throw new HarnessError({ what: `it owes ${owed.id}`, tryThis: 'steadfast heal' });
}
