import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { LimitReached, messageOf, StuckFault } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import type { Waiting } from '../support/wait.ts';
import { type Notebook, openNotebook } from '../witness/notebook.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type Borrower, underLoan } from './under-loan.ts';

const PARAMS = { node: 'worker-2' };

// What is tested here is the order of debt, harm, undo and account. The loan is a switch in memory;
// loans on a cluster are held to their word by the contract over their catalogue.
describe('underLoan', () => {
  let folder: string;
  let notebook: Notebook;
  let ledger: Ledger;
  let steps: string[];
  let harmed: boolean;
  let traces: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-loan-'));
    notebook = openNotebook(join(folder, 'history.jsonl'), performance.now());
    ledger = openLedger(join(folder, 'debts'));
    steps = [];
    harmed = false;
    traces = ['as it was'];
  });
  afterEach(() => {
    notebook.close();
    rmSync(folder, { recursive: true });
  });

  it('has the debt on disk before the harm, and closes it after the proof of undo', async () => {
    const loan = loanOf({
      inject: async () => {
        steps.push(`inject with ${ledger.list().length} debt`);
        harmed = true;
      },
      isUndone: async () => {
        steps.push(`isUndone with ${ledger.list().length} debt`);
        return { holds: !harmed, says: 'looked' };
      },
    });
    const result = await underLoan(borrower(), loan, PARAMS, async () => {
      steps.push(`body, harmed: ${harmed}`);
      return 42;
    });
    expect(result).to.equal(42);
    expect(steps).to.deep.equal([
      'inject with 1 debt',
      'body, harmed: true',
      'undo',
      'isUndone with 1 debt',
    ]);
    expect(phases()).to.deep.equal(['injecting', 'in-force', 'undoing', 'undone']);
    expect(ledger.list()).to.deep.equal([]);
  });

  it('undoes after a body that fails, and hands its error on', async () => {
    const error = await failureOf(loanOf({}), async () => {
      throw new Error('the body broke');
    });
    expect(messageOf(error)).to.equal('the body broke');
    expect(harmed).to.equal(false);
    expect(phases()).to.deep.equal(['injecting', 'in-force', 'undoing', 'undone']);
    expect(ledger.list()).to.deep.equal([]);
  });

  it('undoes half an inject, and never begins the body', async () => {
    const loan = loanOf({
      inject: async () => {
        harmed = true;
        throw new Error('half done');
      },
    });
    const error = await failureOf(loan, async () => void steps.push('body'));
    expect(messageOf(error)).to.equal('half done');
    expect(steps).to.deep.equal(['undo']);
    expect(harmed).to.equal(false);
    expect(phases()).to.deep.equal(['injecting', 'undoing', 'undone']);
  });

  it('begins no body without proof of effect', async () => {
    const loan = loanOf({ isInForce: async () => ({ holds: false, says: 'no packet dropped' }) });
    const error = await failureOf(loan, async () => void steps.push('body'));
    expect(messageOf(error)).to.contain('in force').and.to.contain('no packet dropped');
    expect(steps).to.deep.equal(['undo']);
    expect(phases()).to.deep.equal(['injecting', 'not-in-force', 'undoing', 'undone']);
    expect(saidAt('not-in-force')).to.equal('no packet dropped');
  });

  it('undoes at once when the body is told to stop, even if the body does not listen', async () => {
    const interruption = new AbortController();
    const error = await failureOf(
      loanOf({}),
      () => {
        interruption.abort(new Error('Ctrl-C'));
        return new Promise(() => {});
      },
      interruption.signal,
    );
    expect(messageOf(error)).to.equal('Ctrl-C');
    expect(harmed).to.equal(false);
    expect(phases()).to.deep.equal(['injecting', 'in-force', 'undoing', 'undone']);
    expect(ledger.list()).to.deep.equal([]);
  });

  it('leaves the debt when undo fails, and says that the fault is stuck', async () => {
    const loan = loanOf({
      undo: async () => {
        throw new Error('the node does not answer');
      },
    });
    const error = await failureOf(loan, async () => {});
    expect(error).to.be.instanceOf(StuckFault);
    expect(messageOf(error)).to.contain('the node does not answer').and.to.contain('heal');
    expect(phases()).to.deep.equal(['injecting', 'in-force', 'undoing', 'stuck']);
    expect(ledger.list()).to.have.length(1);
  });

  it('is stuck, too, when the cluster looks other than before', async () => {
    const loan = loanOf({
      undo: async () => {
        harmed = false;
        traces = ['as it was', 'a taint'];
      },
    });
    const error = await failureOf(loan, async () => {});
    expect(error).to.be.instanceOf(StuckFault);
    expect(messageOf(error)).to.contain('new: a taint');
    expect(ledger.list()).to.have.length(1);
  });

  it('calls a story worthless whose loan was ended by its own timer', async () => {
    const loan = loanOf({
      hasFired: async () => ({ holds: !harmed, says: 'the timer fired' }),
    });
    const error = await failureOf(loan, async () => {
      harmed = false;
    });
    expect(messageOf(error)).to.contain('ended before its story did').and.to.contain('timer fired');
    expect(phases()).to.deep.equal(['injecting', 'in-force', 'not-in-force', 'undoing', 'undone']);
  });

  it('refuses a second loan of one fault on one node, and harms nobody for it', async () => {
    await underLoan(borrower(), loanOf({}), PARAMS, async () => {
      const second = loanOf({ inject: async () => void steps.push('second inject') });
      const error = await failureOf(second, async () => {});
      expect(messageOf(error)).to.contain('one is open already').and.to.contain('steadfast heal');
      expect(harmed).to.equal(true);
    });
    expect(steps).to.deep.equal(['undo']);
  });

  it('renews while the body runs, and writes down a renewal that failed', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const loan = loanOf({
        renew: async () => {
          steps.push('renew');
          throw new Error('the engine is busy');
        },
      });
      await underLoan(borrower(), loan, PARAMS, async () => {
        mock.timers.tick(LIMITS.renewEveryMs);
        await new Promise(setImmediate);
        mock.timers.tick(LIMITS.renewEveryMs);
      });
      mock.timers.tick(LIMITS.renewEveryMs * 10);
    } finally {
      mock.timers.reset();
    }
    expect(steps).to.deep.equal(['renew', 'renew', 'undo']);
    const notes = notebook.entries.filter((entry) => entry.kind === 'step');
    expect(notes.map(({ name }) => name)).to.include('renewal');
  });

  it('does nothing at all once the run was told to stop', async () => {
    const loan = loanOf({ inject: async () => void steps.push('inject') });
    const error = await failureOf(loan, async () => {}, AbortSignal.abort(new Error('over')));
    expect(messageOf(error)).to.equal('over');
    expect(steps).to.deep.equal([]);
    expect(existsSync(join(folder, 'debts'))).to.equal(false);
  });

  function borrower(signal: AbortSignal = new AbortController().signal): Borrower {
    const subject = { provider: 'kind', cluster: 'c' };
    const cluster = { subject, kubeconfig: '/k', context: 'x', nodes: [] } as unknown as Cluster;
    const fingerprint = async () => traces;
    return { cluster, notebook, ledger, run: 'r', runFolder: folder, signal, fingerprint, wait };
  }

  function loanOf(parts: Partial<Loan<typeof PARAMS>>): Loan<typeof PARAMS> {
    return {
      kind: 'loan',
      name: 'hurt',
      needs: [],
      inject: async () => {
        harmed = true;
      },
      renew: async () => {},
      isInForce: async () => ({ holds: harmed, says: 'harmed' }),
      undo: async () => {
        steps.push('undo');
        harmed = false;
      },
      isUndone: async () => ({ holds: !harmed, says: 'well' }),
      hasFired: async () => ({ holds: false, says: 'no timer has fired' }),
      ...parts,
    };
  }

  async function failureOf(
    loan: Loan<typeof PARAMS>,
    body: () => Promise<unknown>,
    signal?: AbortSignal,
  ): Promise<unknown> {
    return underLoan(borrower(signal), loan, PARAMS, body).then(
      () => expect.fail('underLoan was expected to fail'),
      (error: unknown) => error,
    );
  }

  const phases = () =>
    notebook.entries.flatMap((entry) => (entry.kind === 'fault' ? [entry.phase] : []));
  const saidAt = (phase: string) =>
    notebook.entries.flatMap((entry) =>
      entry.kind === 'fault' && entry.phase === phase ? [entry.says] : [],
    )[0];
});

/** Looks once and gives up: what the waits are for is decided at the first look here. */
async function wait<Value>({ what, read, until, describe }: Waiting<Value>): Promise<Value> {
  const value = await read();
  if (until(value)) return value;
  throw new LimitReached({ what: `waited for ${what}`, lastSeen: describe(value) });
}
