import { spawnSync } from 'node:child_process';
import fs, {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { isAlive, thisRunner } from '../support/process-identity.ts';
import { debtId, type NewDebt, openLedger } from './ledger.ts';

const CLUSTER = { provider: 'kind', cluster: 'c', kubeconfig: '/k', context: 'kind-c' } as const;
const DEBT: NewDebt = {
  fault: 'split-node-network',
  params: { node: 'c-worker3' },
  cluster: CLUSTER,
  run: 'run-1',
  runFolder: '/runs/1',
  leaseSeconds: 30,
  fingerprint: ['c-worker3 kubelet active'],
};

describe('ledger', () => {
  let folder: string;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'steadfast-ledger-')), 'debts');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  it('keeps a debt that another process reads back word for word', () => {
    const debt = openLedger(folder).open(DEBT);
    expect(openLedger(folder).list()).to.deep.equal([debt]);
    expect(debt).to.deep.include({ ...DEBT, ...thisRunner() });
  });

  it('keeps one whole file a debt, for its owner alone, and no draft', () => {
    const { id } = openLedger(folder).open(DEBT);
    expect(readdirSync(folder)).to.deep.equal([`${id}.json`]);
    const file = join(folder, `${id}.json`);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8')).schema).to.equal('steadfast/debt/v1');
  });

  it('syncs the file before it has its name, and the folder before it answers', () => {
    const calls: string[] = [];
    const spied = (['fsyncSync', 'linkSync', 'unlinkSync'] as const).map((name) => {
      const original = fs[name] as (...args: unknown[]) => unknown;
      return mock.method(fs, name, (...args: unknown[]) => {
        const isFolder = name === 'fsyncSync' && fs.fstatSync(Number(args[0])).isDirectory();
        calls.push(isFolder ? 'fsync of the folder' : name);
        return original(...args);
      });
    });
    syncBuiltinESMExports();
    try {
      openLedger(folder).open(DEBT);
    } finally {
      for (const spy of spied) spy.mock.restore();
      syncBuiltinESMExports();
    }
    expect(calls).to.deep.equal(['fsyncSync', 'linkSync', 'unlinkSync', 'fsync of the folder']);
  });

  const seconds = [
    { title: 'the same target', params: DEBT.params, refused: true },
    {
      title: 'the same node and another wish',
      params: { node: 'c-worker3', hard: 1 },
      refused: true,
    },
    { title: 'another node', params: { node: 'c-worker2' }, refused: false },
  ];
  for (const { title, params, refused } of seconds) {
    it(`${refused ? 'refuses' : 'takes'} a second debt of one fault on ${title}`, () => {
      const ledger = openLedger(folder);
      ledger.open(DEBT);
      const second = () => openLedger(folder).open({ ...DEBT, run: 'run-2', params });
      if (refused) expect(second).to.throw('no debt can be opened').with.property('facts');
      else expect(second).to.not.throw();
      expect(ledger.list()).to.have.length(refused ? 1 : 2);
    });
  }

  it('tells clusters and faults apart', () => {
    const ids = [
      DEBT,
      { ...DEBT, fault: 'freeze-node' },
      { ...DEBT, cluster: { ...CLUSTER, cluster: 'd' } },
    ].map(debtId);
    expect(new Set(ids).size).to.equal(3);
  });

  it('closes a debt, and closing it again is nothing', () => {
    const ledger = openLedger(folder);
    const { id } = ledger.open(DEBT);
    ledger.close(id);
    ledger.close(id);
    expect(ledger.list()).to.deep.equal([]);
    expect(ledger.open(DEBT).id).to.equal(id);
  });

  it('names a file that is no debt, and still lists the others', () => {
    const ledger = openLedger(folder);
    const debt = ledger.open(DEBT);
    writeFileSync(join(folder, 'damaged.json'), '{"fault":');
    expect(ledger.list()).to.deep.equal([debt]);
    expect(ledger.unreadable().map(({ file }) => file)).to.deep.equal([
      join(folder, 'damaged.json'),
    ]);
  });

  it('knows a runner by its start, so that a number used again is not taken for it', () => {
    const runner = thisRunner();
    expect(isAlive(runner)).to.equal(true);
    if (runner.pidStarted === null) return;
    expect(isAlive({ ...runner, pidStarted: `${runner.pidStarted}0` })).to.equal(false);
    const gone = spawnSync(process.execPath, ['--version']).pid;
    expect(isAlive({ pid: gone, pidStarted: runner.pidStarted })).to.equal(false);
  });
});
