import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { connect } from '../lib/cluster/api.ts';
import { attachByName } from '../lib/cluster/choose.ts';
import { blows, loans } from '../lib/faults/index.ts';
import type { Cluster } from '../lib/model/cluster.ts';
import { proveBlow } from '../lib/runner/blow-contract.ts';
import { loanContract } from '../lib/runner/loan-contract.ts';
import { clearGround, waysOf } from '../lib/runner/loan-contract-ground.ts';
import { namespacesOf } from '../lib/runner/namespace.ts';
import { openRunNotes } from '../lib/runner/run-notes.ts';
import { packageFolder, stateFolder } from '../lib/support/paths.ts';
import { waitFor } from '../lib/support/wait.ts';
import { readRunFile } from '../reports/run-file.ts';

const CLUSTER = process.env.STEADFAST_CLUSTER ?? 'default';
/** Names of faults, with commas between them; nothing means all: minutes for each loan. */
const CHOSEN = (process.env.STEADFAST_LOANS ?? '').split(',').filter(Boolean);
/** Where no fault is: what is left is what the run itself made. */
const STORY = 'deletion/delete-and-create-again';
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
    expect(healed.code, lastWords(healed)).to.equal(0);
    expect(healed.stderr).to.contain('split-node-network');
    expect(debts()).to.deep.equal([]);
    expect(await namespacesOf(connect(cluster), runOf(out))).to.deep.equal([]);
    const next = await finished(steadfast(['run', 'deletion', '--out', join(folder, 'next')]));
    expect(next.code, lastWords(next)).to.equal(0);
  });

  it('a runner killed beside one that lives: heal takes what the dead one had, alone', async () => {
    const api = connect(cluster);
    const [dead, living] = [join(folder, 'dead'), join(folder, 'living')];
    const child = steadfast(['run', STORY, '--out', dead]);
    await historyHas(dead, '"name":"trouble"');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await namespacesOf(api, runOf(dead))).to.have.length(1);
    expect(notes(), 'the note of the killed run').to.include(runOf(dead));

    const beside = steadfast(['run', STORY, '--out', living]);
    const ended = finished(beside);
    await historyHas(living, '"name":"trouble"');
    const [theirs = ''] = await namespacesOf(api, runOf(living));
    const there = await finished(steadfast(['heal', '--json']));
    expect(there.code, lastWords(there)).to.equal(0);
    expect(there.stderr).to.contain('removed: namespace').and.to.contain('runner is alive');
    expect(await namespacesOf(api, runOf(dead))).to.deep.equal([]);
    expect(notes()).to.include(runOf(living)).and.not.to.include(runOf(dead));
    const left = await api.core.readNamespace({ name: theirs });
    expect(left.metadata?.deletionTimestamp, 'of the living run').to.equal(undefined);

    const lived = await ended;
    expect(lived.code, lastWords(lived)).to.equal(0);
    expect(await namespacesOf(api, runOf(living))).to.deep.equal([]);
    expect(notes()).to.not.include(runOf(living));
  });

  it('what a run left whose machine took its note along goes by the id of the run', async () => {
    const api = connect(cluster);
    const out = join(folder, 'elsewhere');
    const child = steadfast(['run', STORY, '--out', out]);
    await historyHas(out, '"name":"trouble"');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const run = runOf(out);
    for (const { id } of openRunNotes()
      .list()
      .filter((note) => note.run === run)) {
      openRunNotes().close(id);
    }
    const where = ['--context', cluster.context, '--kubeconfig', cluster.kubeconfig];
    const told = await finished(steadfast(['heal', ...where]));
    expect(told.code, lastWords(told)).to.equal(0);
    expect(told.stdout).to.contain(`run ${run}\n`).and.to.contain(' old\n');
    expect(await namespacesOf(api, run)).to.have.length(1);

    const removed = await finished(steadfast(['heal', ...where, '--run', run]));
    expect(removed.code, lastWords(removed)).to.equal(0);
    expect(removed.stderr).to.contain('removed: namespace');
    expect(await namespacesOf(api, run)).to.deep.equal([]);
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
      const cut = await finished(child);
      expect(cut.code, lastWords(cut)).to.equal(130);
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
      stdio: ['ignore', 'pipe', 'pipe'],
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

interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function finished(child: ChildProcess): Promise<Finished> {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (chunk) => {
      said[name] += String(chunk);
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

/** What a failed command said at its end: first the verdicts, which say why, then the progress. */
function lastWords({ stdout, stderr }: Finished): string {
  const last = (text: string, lines: number) => text.trimEnd().split('\n').slice(-lines);
  return ['', ...last(stdout, 40), '', ...last(stderr, 15)].join('\n');
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

function notes(): string[] {
  return openRunNotes()
    .list()
    .map(({ run }) => run);
}

/** The id that a run gave itself, which its namespaces are labelled with. */
function runOf(out: string): string {
  return readRunFile(out).id;
}
