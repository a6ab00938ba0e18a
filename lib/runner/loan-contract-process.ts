import { join } from 'node:path';
import { providerByName } from '../cluster/choose.ts';
import { loanByName } from '../faults/index.ts';
import type { ClusterAddress } from '../model/cluster.ts';
import type { Params } from '../model/fault.ts';
import { minutes } from '../model/scenario.ts';
import { passTime } from '../support/wait.ts';
import { openNotebook } from '../witness/notebook.ts';
import { openLedger } from './ledger.ts';
import { underLoan } from './under-loan.ts';

/**
 * The other process of the loans' contract. Without a folder it undoes a fault; with one it stays
 * under the loan as a runner would, until somebody kills it.
 */
interface Orders {
  readonly address: ClusterAddress;
  readonly fault: string;
  readonly params: Params;
  readonly folder: string | null;
  readonly leaseSeconds: number;
}

const INTERRUPTED = 130;

const { address, fault, params, folder, leaseSeconds } = JSON.parse(
  process.argv[2] ?? '{}',
) as Orders;
const cluster = await providerByName(address.provider).attach(address);
const loan = loanByName(fault);
if (folder === null) {
  await loan.undo(cluster, params);
} else {
  // As the runner takes it: the body ends, and what is on loan is paid back.
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort(new Error('SIGINT')));
  const { signal } = interruption;
  const borrower = {
    cluster,
    notebook: openNotebook(join(folder, 'history.jsonl'), performance.now()),
    ledger: openLedger(folder),
    run: 'contract',
    leaseSeconds,
    runFolder: folder,
    signal,
  };
  try {
    await underLoan(borrower, loan, params, () => passTime(minutes(10), signal));
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    process.exitCode = INTERRUPTED;
  }
}
