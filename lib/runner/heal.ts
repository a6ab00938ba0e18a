import { loanByName } from '../faults/index.ts';
import type { Cluster, ClusterAddress } from '../model/cluster.ts';
import { messageOf } from '../support/errors.ts';
import { isAlive } from '../support/process-identity.ts';
import { waitFor } from '../support/wait.ts';
import { differenceText, diffFingerprints, fingerprint, isSame } from './fingerprint.ts';
import { type Debt, type Ledger, openLedger } from './ledger.ts';
import { undoLimit } from './loan-limits.ts';

export interface Healing {
  readonly attach: (address: ClusterAddress) => Promise<Cluster>;
  /** The same cluster as it is now, or null when it is gone. */
  readonly find: (address: ClusterAddress) => Promise<ClusterAddress | null>;
  readonly say: (line: string) => void;
  /** Also debts of a runner that is still alive. */
  readonly force: boolean;
  readonly ledger?: Ledger;
}

export interface Healed {
  readonly id: string;
  readonly fault: string;
  readonly cluster: string;
  readonly run: string;
  readonly says: string;
}

export interface HealReport {
  readonly owed: number;
  readonly paid: readonly Healed[];
  /** Debts of clusters that are gone: there is nothing left to undo. */
  readonly void: readonly Healed[];
  /** Debts of runners that are alive, left to them. */
  readonly kept: readonly Healed[];
  /** What could not be undone, or not be read: exit code 4. */
  readonly left: readonly Healed[];
}

type Way = 'paid' | 'void' | 'kept' | 'left';

/** Pays what runners that died left owing. A debt that cannot be paid does not stop the others. */
export async function heal(healing: Healing): Promise<HealReport> {
  const { say, ledger = openLedger() } = healing;
  const ended: Record<Way, Healed[]> = { paid: [], void: [], kept: [], left: [] };
  const debts = ledger.list();
  for (const debt of debts) {
    const { fault, cluster, run, id } = debt;
    say(`${fault} on ${targetOf(debt)}, cluster ${cluster.cluster}, run ${run}`);
    const { way, says } = await settle(healing, ledger, debt).catch((error: unknown) => ({
      way: 'left' as const,
      says: messageOf(error),
    }));
    say(`  ${way}: ${says}`);
    ended[way].push({ id, fault, cluster: cluster.cluster, run, says });
  }
  for (const { file, says } of ledger.unreadable()) {
    say(`${file} cannot be read as a debt: ${says}`);
    ended.left.push({ id: file, fault: 'unknown', cluster: 'unknown', run: 'unknown', says });
  }
  if (debts.length === 0 && ended.left.length === 0) say('nothing is owed');
  return { owed: debts.length, ...ended };
}

async function settle(
  { attach, find, say, force }: Healing,
  ledger: Ledger,
  debt: Debt,
): Promise<{ way: Way; says: string }> {
  if (isAlive(debt) && !force) {
    return { way: 'kept', says: `its runner is alive (process ${debt.pid}); --force pays anyway` };
  }
  const address = await find(debt.cluster);
  if (!address) {
    ledger.close(debt.id);
    return { way: 'void', says: 'its cluster is gone' };
  }
  const cluster = await attach(address);
  const loan = loanByName(debt.fault);
  // Asked before the undo, which takes the timer's own note away with everything else.
  const fired = await loan.hasFired(cluster, debt.params);
  if (fired.holds) say(`  ${fired.says}`);
  await loan.undo(cluster, debt.params);
  const proof = await waitFor({
    what: `${debt.fault} to be undone`,
    limit: undoLimit(loan),
    read: () => loan.isUndone(cluster, debt.params),
    until: ({ holds }) => holds,
    describe: ({ says }) => says,
  });
  ledger.close(debt.id);
  const traces = await tracesLeft(cluster, debt);
  const by = fired.holds ? fired.says : 'undone now';
  return { way: 'paid', says: `${by}; ${proof.says}; the cluster against then: ${traces}` };
}

/**
 * Others may have changed the cluster since the debt was opened, so a difference is told and not
 * held against anyone; the fault itself is proved gone by its own account.
 */
async function tracesLeft(cluster: Cluster, debt: Debt): Promise<string> {
  try {
    const difference = await waitFor({
      what: 'the cluster to look as it did before',
      limit: 'nodeReadyMs',
      read: async () => diffFingerprints(debt.fingerprint, await fingerprint(cluster)),
      until: isSame,
      describe: differenceText,
    });
    return differenceText(difference);
  } catch (error) {
    return messageOf(error);
  }
}

function targetOf({ params }: Debt): string {
  return Object.values(params).map(String).join(', ');
}
