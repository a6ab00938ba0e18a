import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cluster } from '../model/cluster.ts';
import type { Params } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { run } from '../support/exec.ts';
import { LIMITS } from '../support/limits.ts';
import { waitFor } from '../support/wait.ts';
import { addressOf } from './cluster-address.ts';
import { type HealReport, heal } from './heal.ts';
import { openLedger } from './ledger.ts';

const OTHER = fileURLToPath(new URL('./loan-contract-process.ts', import.meta.url));

/** Long enough to inject on a loaded host, short enough to wait for its end. */
export const SHORT_LEASE_SECONDS = 18;

interface Harmed {
  readonly cluster: Cluster;
  readonly fault: string;
  readonly params: Params;
  readonly leaseSeconds?: number;
}

function orders(harmed: Harmed, folder: string | null): string {
  const { cluster, fault, params, leaseSeconds = LIMITS.leaseSeconds } = harmed;
  return JSON.stringify({ address: addressOf(cluster), fault, params, folder, leaseSeconds });
}

/** Undoes a fault from a process that never saw it begin. */
export async function undoElsewhere(harmed: Harmed) {
  const argv = [process.execPath, OTHER, orders(harmed, null)];
  await run(argv, { limitMs: LIMITS.undoneMs });
}

export interface OtherRunner {
  /** Where the other runner keeps its debts and its history. */
  readonly folder: string;
  /** Without a word to it; refused when it has ended by itself. */
  kill(): Promise<void>;
  hasEnded(): boolean;
  /** What Ctrl-C sends; answers when all is paid back, with the exit code or what ended it. */
  interrupt(): Promise<number | NodeJS.Signals>;
}

/** A runner of its own under the loan, with nothing in common with this one but the cluster. */
export async function borrowElsewhere(harmed: Harmed): Promise<OtherRunner> {
  const folder = mkdtempSync(join(tmpdir(), 'steadfast-contract-'));
  const argv = [OTHER, orders(harmed, folder)];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit'] });
  const ledger = openLedger(folder);
  await waitFor({
    what: 'the other runner to have its debt on disk',
    limit: 'otherRunnerMs',
    read: () => ledger.list().length,
    until: (debts) => debts === 1,
    describe: (debts) => `${debts} debts, exit code ${child.exitCode}`,
  }).catch((error: unknown) => {
    // It would go on by itself and harm a cluster that nobody watches any more.
    child.kill('SIGKILL');
    throw error;
  });
  return {
    folder,
    kill: () => killed(child),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    interrupt: () => interrupted(child),
  };
}

/** Heals the other runner's debts, and nobody else's. */
export async function healAfter(runner: OtherRunner, cluster: Cluster): Promise<HealReport> {
  const report = await heal({
    attach: async () => cluster,
    find: async (address) => address,
    say: () => {},
    force: false,
    ledger: openLedger(runner.folder),
  });
  rmSync(runner.folder, { recursive: true });
  return report;
}

async function interrupted(child: ChildProcess): Promise<number | NodeJS.Signals> {
  const hasEnded = () => child.exitCode ?? child.signalCode;
  const exit = once(child, 'exit');
  if (hasEnded() === null) child.kill('SIGINT');
  const ended = hasEnded();
  if (ended !== null) return ended;
  const [code, signal] = await exit;
  return code ?? signal;
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) {
    throw new HarnessError({ what: `the other runner ended by itself with ${child.exitCode}` });
  }
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
