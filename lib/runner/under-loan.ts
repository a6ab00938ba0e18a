import type { Cluster } from '../model/cluster.ts';
import type { EntryOf } from '../model/entry.ts';
import type { Loan, Params, Proof } from '../model/fault.ts';
import { HarnessError, LimitReached, messageOf, StuckFault } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { orAborted } from '../support/or-aborted.ts';
import { type Waiting, waitFor } from '../support/wait.ts';
import type { Notebook } from '../witness/notebook.ts';
import { noteUndone } from './api-outages.ts';
import { addressOf } from './cluster-address.ts';
import { differenceText, diffFingerprints, fingerprint, isSame } from './fingerprint.ts';
import type { Debt, Ledger } from './ledger.ts';
import { inForceLimit, undoLimit } from './loan-limits.ts';
import { keepRenewing } from './renewals.ts';

/** Who borrows, and where it is written down. */
export interface Borrower {
  readonly cluster: Cluster;
  readonly notebook: Notebook;
  readonly ledger: Ledger;
  readonly run: string;
  readonly runFolder: string;
  /** Ends the body, never the undo. */
  readonly signal: AbortSignal;
  /** Shorter than usual where the end of a lease is what is waited for. */
  readonly leaseSeconds?: number;
  /** How traces are taken and how long is waited: unit tests have neither a cluster nor minutes. */
  readonly fingerprint?: typeof fingerprint;
  readonly wait?: <Value>(waiting: Waiting<Value>) => Promise<Value>;
}

/**
 * Plays `body` while a loan is in force, and gives the cluster back as it was, whatever happens.
 *
 * The debt is on disk before the first harm, so a runner that dies outright leaves a note behind.
 * Half a network split is still a network split: undo follows an inject that failed as well.
 */
export async function underLoan<P extends Params, Result>(
  borrower: Borrower,
  loan: Loan<P>,
  params: P,
  body: () => Promise<Result>,
): Promise<Result> {
  const { cluster, ledger, run, runFolder, signal } = borrower;
  signal.throwIfAborted();
  const debt = ledger.open({
    fault: loan.name,
    params,
    cluster: addressOf(cluster),
    run,
    runFolder,
    leaseSeconds: borrower.leaseSeconds ?? LIMITS.leaseSeconds,
    fingerprint: await (borrower.fingerprint ?? fingerprint)(cluster),
  });
  const loaned = { ...borrower, loan, params, debt };
  let end: { readonly value: Result } | { readonly error: unknown };
  try {
    end = { value: await harm(loaned, body) };
  } catch (error) {
    end = { error };
  }
  await payBack(loaned, 'error' in end ? end.error : null);
  if ('error' in end) throw end.error;
  return end.value;
}

interface Loaned<P extends Params> extends Borrower {
  readonly loan: Loan<P>;
  readonly params: P;
  readonly debt: Debt;
}

async function harm<P extends Params, Result>(
  loaned: Loaned<P>,
  body: () => Promise<Result>,
): Promise<Result> {
  const { cluster, loan, params, debt, signal } = loaned;
  const lease = { id: debt.id, seconds: debt.leaseSeconds };
  write(loaned, 'injecting', `a lease of ${lease.seconds} s, renewed by this process`);
  await loan.inject(cluster, params, lease);
  const renewals = keepRenewing(
    () => loan.renew(cluster, params, lease),
    (error) => note(loaned, 'renewal', `a renewal failed: ${messageOf(error)}`),
  );
  try {
    write(loaned, 'in-force', (await proveInForce(loaned)).says);
    const end = await orAborted(body, signal).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    // Whether it was in force to the end belongs to the evidence, even when the body failed.
    const lost = signal.aborted ? null : await stillInForce(loaned);
    if ('error' in end) throw end.error;
    if (lost) throw lost;
    return end.value;
  } finally {
    await renewals.stop();
  }
}

/** Without a proof of effect there is nothing to judge, so the body does not even begin. */
async function proveInForce<P extends Params>(loaned: Loaned<P>): Promise<Proof> {
  const { cluster, loan, params, signal, wait = waitFor } = loaned;
  try {
    return await wait({
      what: `${nameOf(loaned)} to be in force`,
      limit: inForceLimit(loan),
      signal,
      read: () => loan.isInForce(cluster, params),
      until: ({ holds }) => holds,
      describe: ({ says }) => says,
    });
  } catch (error) {
    if (error instanceof LimitReached) write(loaned, 'not-in-force', lastSeenOf(error));
    throw error;
  }
}

/** A loan that ended by itself, behind the body's back, makes what the body saw worthless. */
async function stillInForce<P extends Params>(loaned: Loaned<P>): Promise<unknown> {
  const { cluster, loan, params } = loaned;
  try {
    const fired = await loan.hasFired(cluster, params);
    if (!fired.holds) {
      note(loaned, 'still-in-force', (await proveInForce(loaned)).says);
      return null;
    }
    write(loaned, 'not-in-force', fired.says);
    return new HarnessError({
      what: `${nameOf(loaned)} ended before its story did`,
      lastSeen: fired.says,
      tryThis: 'a host with more room: the runner renews its lease every few seconds',
    });
  } catch (error) {
    return error;
  }
}

/** The aborted signal has no say here: this has limits of its own. */
async function payBack<P extends Params>(loaned: Loaned<P>, broke: unknown): Promise<void> {
  const { cluster, loan, params, debt, ledger, wait = waitFor } = loaned;
  const look = loaned.fingerprint ?? fingerprint;
  write(loaned, 'undoing', broke === null ? 'the body is over' : 'the body broke');
  let asked = false;
  try {
    const proof = await wait({
      what: `${nameOf(loaned)} to be undone`,
      limit: undoLimit(loan),
      read: async () => {
        if (!asked) await loan.undo(cluster, params);
        asked = true;
        return loan.isUndone(cluster, params);
      },
      until: ({ holds }) => holds,
      describe: ({ says }) => says,
    });
    // Written at once: the harm ends here, however long the cluster then takes to look well.
    write(loaned, 'undone', proof.says);
    noteUndone(cluster, loan.name);
    const traces = await wait({
      what: 'the cluster to look as it did before',
      limit: 'nodeReadyMs',
      read: async () => diffFingerprints(debt.fingerprint, await look(cluster)),
      until: isSame,
      describe: differenceText,
    });
    note(loaned, 'fingerprint', differenceText(traces));
    ledger.close(debt.id);
  } catch (error) {
    write(loaned, 'stuck', messageOf(error));
    throw new StuckFault({
      fault: nameOf(loaned),
      what: `${nameOf(loaned)} could not be taken back`,
      lastSeen: lastSeenOf(error),
      tryThis: `steadfast heal   (it owes ${debt.id})`,
      cause: broke === null ? error : new AggregateError([error, broke], messageOf(error)),
    });
  }
}

function nameOf<P extends Params>({ loan, params }: Loaned<P>): string {
  return `${loan.name} on ${Object.values(params).join(', ')}`;
}

function lastSeenOf(error: unknown): string {
  return (error instanceof HarnessError ? error.facts.lastSeen : null) ?? messageOf(error);
}

type Phase = EntryOf<'fault'>['phase'];

function write<P extends Params>(
  { notebook, loan, params }: Loaned<P>,
  phase: Phase,
  says: string,
): void {
  const what = { fault: loan.name, phase, params: { ...params }, says };
  notebook.record({ kind: 'fault', by: 'runner', ...what, excuses: [], podUids: [] });
}

function note<P extends Params>({ notebook, loan }: Loaned<P>, name: string, says: string): void {
  const facts = { fault: loan.name };
  notebook.record({ kind: 'step', by: 'runner', step: 'note', name, says, facts });
}
