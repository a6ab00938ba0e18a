import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type Ledger, openLedger } from './ledger.ts';
import { voidDebts } from './void-debts.ts';

const GONE = { provider: 'embedded', name: 'c' };

describe('voidDebts', () => {
  let folder: string;
  let ledger: Ledger;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-void-'));
    ledger = openLedger(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('closes what is owed to the cluster that has gone, and nothing else', () => {
    owe('c', 'worker-1');
    owe('d', 'worker-1');
    runnersDie();
    expect(voidDebts(GONE, ledger).map(({ cluster }) => cluster.cluster)).to.deep.equal(['c']);
    expect(ledger.list().map(({ cluster }) => cluster.cluster)).to.deep.equal(['d']);
  });

  it('tells a cluster from one of its name with another provider', () => {
    owe('c', 'worker-1');
    runnersDie();
    expect(voidDebts({ ...GONE, provider: 'kind' }, ledger)).to.deep.equal([]);
    expect(ledger.list()).to.have.length(1);
  });

  it('leaves the debt of a living runner to it', () => {
    owe('c', 'worker-1');
    expect(voidDebts(GONE, ledger)).to.deep.equal([]);
    expect(ledger.list()).to.have.length(1);
  });

  function owe(cluster: string, node: string): void {
    ledger.open({
      fault: 'split-node-network',
      params: { node },
      cluster: { provider: 'embedded', cluster, kubeconfig: '/k', context: `steadfast-${cluster}` },
      run: 'r',
      runFolder: folder,
      leaseSeconds: 30,
      fingerprint: [],
    });
  }

  /** As their debts tell it: a process of that number started at another time. */
  function runnersDie(): void {
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      const debt = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ ...debt, pidStarted: 'another boot/1' }));
    }
  }
});
