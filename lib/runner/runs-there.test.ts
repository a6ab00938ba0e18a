import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openLedger } from './ledger.ts';
import { openRunNotes } from './run-notes.ts';
import { byRun, removeRuns } from './runs-there.ts';

const createdAt = new Date('2026-11-21T04:02:00Z');
const CLUSTER = { provider: 'kind', cluster: 'c', kubeconfig: '/k', context: 'c' } as const;
const NAMESPACES = [
  { name: 'steadfast-ab-1', run: 'ab', createdAt },
  { name: 'steadfast-a-1', run: 'a', createdAt },
  { name: 'steadfast-a-2', run: 'a', createdAt },
];

// That they go with all that is in them is shown on real clusters; here is which of them go.
describe('runs on a cluster whose runners were elsewhere', () => {
  let folder: string;
  let cleared: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-there-'));
    cleared = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are told with their namespaces', () => {
    expect(byRun(NAMESPACES, notes())).to.deep.equal([
      {
        ...{ run: 'a', runner: null },
        namespaces: ['steadfast-a-1', 'steadfast-a-2'].map((name) => ({ name, createdAt })),
      },
      { run: 'ab', runner: null, namespaces: [{ name: 'steadfast-ab-1', createdAt }] },
    ]);
  });

  it('are cleared away when they are named, and no other is', async () => {
    const { removed, left } = await remove('a');
    expect(removed).to.deep.equal(['namespace of a']);
    expect(left).to.deep.equal([]);
    expect(cleared).to.deep.equal(['a']);
  });

  it('are refused when nothing there has their label, with those that there are', async () => {
    const error = await remove('a', 'b').catch((thrown: unknown) => thrown);
    expect(String(error)).to.contain('labelled with run b').and.to.contain('a, ab');
    expect(cleared).to.deep.equal([]);
  });

  it('are left to a runner that is alive here, by whatever name it knows the cluster', async () => {
    notes().open({
      ...{ run: 'a', runFolder: folder, startedAt: createdAt.toISOString(), given: null },
      cluster: CLUSTER,
    });
    const { left } = await remove('a', 'ab');
    expect(left.map(({ run }) => run)).to.deep.equal(['a']);
    expect(left[0]?.says).to.contain(`alive here (process ${process.pid})`);
    expect(cleared).to.deep.equal(['ab']);
  });

  it('are left as they are while they owe a fault', async () => {
    ledger().open({
      ...{ fault: 'hold-by-finalizer', params: {}, cluster: CLUSTER, run: 'a' },
      ...{ runFolder: folder, leaseSeconds: 30, fingerprint: [] },
    });
    const { left } = await remove('a');
    expect(left[0]?.says).to.contain('it owes hold-by-finalizer');
    expect(cleared).to.deep.equal([]);
  });

  const notes = () => openRunNotes(join(folder, 'runs'));
  const ledger = () => openLedger(join(folder, 'debts'));

  function remove(...runs: readonly string[]) {
    return removeRuns(byRun(NAMESPACES, notes()), runs, {
      say: () => {},
      async clear(run, tell) {
        cleared.push(run);
        tell(`namespace of ${run}`);
      },
      ledger: ledger(),
    });
  }
});
