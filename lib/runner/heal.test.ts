import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type Healing, heal } from './heal.ts';
import { type Ledger, openLedger } from './ledger.ts';

const CLUSTER = { provider: 'kind', cluster: 'c', kubeconfig: '/k', context: 'kind-c' } as const;

// How a debt is paid on a cluster is in the contract of the loans; here is what becomes of debts
// that cannot be paid, or must not be.
describe('heal', () => {
  let folder: string;
  let ledger: Ledger;
  let said: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-heal-'));
    ledger = openLedger(folder);
    said = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('says so when nothing is owed', async () => {
    const report = await heal(healing({}));
    expect(report).to.deep.equal({ owed: 0, paid: [], void: [], kept: [], left: [] });
    expect(said).to.deep.equal(['nothing is owed']);
  });

  it('leaves the debt of a living runner to it', async () => {
    owe('worker-1');
    const report = await heal(healing({}));
    expect(report.kept).to.have.length(1);
    expect(report.left).to.deep.equal([]);
    expect(said.join()).to.contain('runner is alive').and.to.contain('--force');
    expect(ledger.list()).to.have.length(1);
  });

  it('closes the debt of a cluster that is gone', async () => {
    owe('worker-1');
    const report = await heal(healing({ force: true, find: async () => null }));
    expect(report.void).to.have.length(1);
    expect(ledger.list()).to.deep.equal([]);
  });

  it('keeps a debt it could not pay, and goes on to the next', async () => {
    owe('worker-1');
    owe('worker-2');
    const report = await heal(healing({ force: true }));
    expect(report.owed).to.equal(2);
    expect(report.left.map(({ says }) => says)).to.deep.equal(['no way in', 'no way in']);
    expect(ledger.list()).to.have.length(2);
  });

  it('counts a file that cannot be read as something left', async () => {
    writeFileSync(join(folder, 'damaged.json'), '{');
    const report = await heal(healing({}));
    expect(report.left.map(({ id }) => id)).to.deep.equal([join(folder, 'damaged.json')]);
    expect(said.join()).to.contain('damaged.json').and.not.to.contain('nothing is owed');
  });

  function healing(parts: Partial<Healing>): Healing {
    return {
      attach: async () => {
        throw new Error('no way in');
      },
      find: async (address) => address,
      say: (line) => void said.push(line),
      force: false,
      ledger,
      ...parts,
    };
  }

  function owe(node: string): void {
    ledger.open({
      fault: 'split-node-network',
      params: { node },
      cluster: CLUSTER,
      run: 'r',
      runFolder: folder,
      leaseSeconds: 30,
      fingerprint: [],
    });
  }
});
