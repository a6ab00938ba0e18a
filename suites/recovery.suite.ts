import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { attachByName } from '../lib/cluster/choose.ts';
import { blows, loans } from '../lib/faults/index.ts';
import type { Cluster } from '../lib/model/cluster.ts';
import { proveBlow } from '../lib/runner/blow-contract.ts';
import { loanContract } from '../lib/runner/loan-contract.ts';
import { clearGround, waysOf } from '../lib/runner/loan-contract-ground.ts';
import { packageFolder, stateFolder } from '../lib/support/paths.ts';
import { waitFor } from '../lib/support/wait.ts';

const CLUSTER = process.env.STEADFAST_CLUSTER ?? 'default';
/** Names of faults, with commas between them; nothing means all: minutes for each loan. */
const CHOSEN = (process.env.STEADFAST_LOANS ?? '').split(',').filter(Boolean);
const bin = join(packageFolder(), 'bin', 'steadfast.js');
const folder = mkdtempSync(join(tmpdir(), 'steadfast-recovery-'));

/** Needs `steadfast cluster up`. What is shown here is that harm ends, whoever dies on the way. */
describe(`recovery, on the cluster ${CLUSTER}`, function () {
  this.timeout(0);
  let cluster: Cluster;
  const started: ChildProcess[] = [];

  before(async () => {
    const up = await attachByName(CLUSTER);
    if (!up) expect.fail(`steadfast cluster up --name ${CLUSTER}`);
    cluster = up;
  });
  after(async () => {
    await clearGround(cluster);
    for (const child of started) if (child.exitCode === null) child.kill('SIGKILL');
  });

  for (const loan of loans.filter(({ name }) => CHOSEN.length === 0 || CHOSEN.includes(name))) {
    for (const way of waysOf(loan)) {
      describe(`contract of ${loan.name}${way === null ? '' : ` by ${way}`}`, () => {
        for (const { title, prove } of loanContract(loan, way)) it(title, () => prove(cluster));
      });
    }
  }

  for (const blow of blows.filter(({ name }) => CHOSEN.length === 0 || CHOSEN.includes(name))) {
    it(`after the blow ${blow.name} the set converges`, () => proveBlow(cluster, blow));
  }

  it('a runner killed in the split: the timer heals, heal reports, the next is clean', async () => {
    const out = join(folder, 'killed');
    const child = steadfast(['run', 'network-split/cut-off-node', '--out', out]);
    await historyHas(out, '"phase":"in-force"');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(debts(), 'debts of the killed run').to.have.length(1);
    await waitFor({
      what: 'the timer on the node to end the split',
      limit: 'deadManMs',
      read: tables,
      until: (found) => found.length === 0,
      describe: (found) => found.join(', ') || 'no table of ours',
    });

    const healed = await finished(steadfast(['heal']));
    expect(healed.code, healed.stderr).to.equal(0);
    expect(healed.stderr).to.contain('split-node-network');
    expect(debts()).to.deep.equal([]);
    const next = await finished(steadfast(['run', 'deletion', '--out', join(folder, 'next')]));
    expect(next.code, next.stderr).to.equal(0);
  });

  const moments = [
    { phase: 'assume', sign: '"name":"assume"' },
    { phase: 'trouble', sign: '"phase":"in-force"' },
    { phase: 'settle', sign: '"name":"settle"' },
  ];
  for (const { phase, sign } of moments) {
    it(`Ctrl-C during ${phase}: no fault left, a partial report, code 130`, async () => {
      const out = join(folder, `interrupted-${phase}`);
      const child = steadfast(['run', 'network-split/cut-off-node', '--out', out]);
      await historyHas(out, sign);
      child.kill('SIGINT');
      const { code, stderr } = await finished(child);
      expect(code, stderr).to.equal(130);
      expect(await tables()).to.deep.equal([]);
      expect(debts()).to.deep.equal([]);
      const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
      expect(report.run.status).to.equal('interrupted');
      expect(existsSync(join(out, 'network-split.cut-off-node', 'verdicts.json'))).to.equal(true);
    });
  }

  function steadfast(args: readonly string[]): ChildProcess {
    const cluster = args[0] === 'run' ? ['--cluster', CLUSTER] : [];
    const child = spawn(process.execPath, [bin, ...args, ...cluster], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    started.push(child);
    return child;
  }

  async function tables(): Promise<string[]> {
    const found = cluster.nodes.map(async (node) => {
      const { stdout } = await node.exec(['nft', 'list', 'tables']);
      return stdout.split('\n').filter((line) => line.includes('steadfast'));
    });
    return (await Promise.all(found)).flat();
  }
});

async function finished(child: ChildProcess): Promise<{ code: number | null; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, stderr };
}

async function historyHas(out: string, sign: string): Promise<void> {
  await waitFor({
    what: `${sign} in the history`,
    limit: 'terminatingMs',
    read: () => histories(out).some((text) => text.includes(sign)),
    until: (found) => found,
    describe: (found) => (found ? 'there' : 'not there'),
  });
}

function histories(out: string): string[] {
  if (!existsSync(out)) return [];
  return readdirSync(out)
    .map((name) => join(out, name, 'history.jsonl'))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'));
}

function debts(): string[] {
  const at = join(stateFolder(), 'debts');
  return existsSync(at) ? readdirSync(at).filter((file) => file.endsWith('.json')) : [];
}
