import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../lib/support/errors.ts';
import { buildReport } from './build.ts';
import { renderJson } from './render/json.ts';
import type { Report } from './report.ts';
import type { RunFile } from './run-file.ts';
import { SAMPLE_PROMISES } from './sample-promises.ts';
import { calmSample, interruptedSample, writeSampleRun } from './sample-run.ts';
import { writeReports } from './write.ts';

const promises = SAMPLE_PROMISES;

describe('the report of a run', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-report-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const built = async (change: Partial<RunFile> = {}): Promise<Report> => {
    writeSampleRun(folder, change);
    return await buildReport(folder, { promises });
  };
  const row = (report: Report, id: string) => report.promises.find((promise) => promise.id === id);

  it('is the same wherever the run lies, and names no path', async () => {
    const report = renderJson(await built());
    const elsewhere = mkdtempSync(join(tmpdir(), 'steadfast-elsewhere-'));
    writeSampleRun(elsewhere);
    const shuffled = [...promises].reverse();
    expect(renderJson(await buildReport(elsewhere, { promises: shuffled }))).to.equal(report);
    expect(report).not.to.include(tmpdir());
    rmSync(elsewhere, { recursive: true });
  });

  it('sums trials, and a scenario that owed nothing takes nothing away', async () => {
    const report = await built();
    expect(row(report, 'SS-IDN-001')).to.include({ outcome: 'held', trials: 68 });
    expect(row(report, 'SS-IDN-001')?.says).to.equal('held, tried 68 times');
    const cells = report.matrix.find(({ promise }) => promise === 'SS-IDN-001')?.cells ?? [];
    expect(cells.map(({ trials }) => trials)).to.deep.equal([41, 9, 7, 3, 8]);
    expect(cells.map(({ owed }) => owed)).to.deep.equal([true, false, false, false, false]);
  });

  it('tells a surprise that changed from a promise that broke', async () => {
    const report = await built();
    expect(row(report, 'SS-UPD-009')).to.include({ outcome: 'violated', standing: 'changed' });
    expect(row(report, 'SS-ORD-015')).to.include({ standing: 'violated', gates: false });
    expect(report.verdict.says).to.match(/^SS-AMO-001 was violated: At any instant/);
  });

  it('tells what nobody asked from what was owed', async () => {
    const report = await built();
    expect(row(report, 'SS-SCL-001')).to.include({
      standing: 'untried',
      says: 'unknown: nothing in this run put it to the test',
    });
    expect(row(report, 'SS-UPD-011')).to.include({ standing: 'unknown', owed: true });
    expect(row(report, 'SS-STO-015')?.says).to.match(/^not applicable: local volumes/);
  });

  it('calls it an error, not a doubt, where a scenario broke before it tried', async () => {
    const report = await built();
    expect(row(report, 'SS-STO-006')).to.include({
      outcome: 'error',
      reason: 'the scenario broke',
    });
  });

  it('quotes the evidence by entry, clock and words', async () => {
    const { findings } = await built();
    const violation = findings.find(({ promise }) => promise === 'SS-AMO-001');
    expect(violation?.evidence.total).to.equal(4);
    expect(violation?.evidence.lines[0]).to.deep.equal({
      ...{ seq: 3, at: 93_600, clock: 'node worker2', by: 'beats', kind: 'beat' },
      text: 'web-1 (a1b2c3d4) wrote record 118 from worker2',
    });
  });

  it('measures a recovery from the end of the fault, on one clock', async () => {
    const { recoveries } = await built();
    expect(recoveries.find(({ after }) => after === 'split-node-network undone')).to.deep.equal({
      ...{ scenario: 'network-split/cut-off-node', after: 'split-node-network undone' },
      ...{ from: 130_008.3, to: 141_770.5 },
    });
    expect(recoveries.find(({ after }) => after === 'kill-container')?.to).to.equal(null);
  });

  it('ends with the code of the design, in its order of precedence', async () => {
    const ended = async (change: Partial<RunFile>) => (await built(change)).verdict;
    expect(await ended({})).to.include({ exitCode: 1, outcome: 'violated' });
    expect(await ended(interruptedSample())).to.include({
      exitCode: 4,
      outcome: 'fault-left-behind',
    });
    expect(await ended(calmSample())).to.include({ exitCode: 0, outcome: 'held' });
    expect(await ended(themed('storage/'))).to.include({ exitCode: 3, outcome: 'error' });
    expect(await ended(themed('update/'))).to.include({ exitCode: 2, outcome: 'unknown' });
    expect(await ended(themed('ordering/'))).to.include({ exitCode: 0 });
    const strict = { ...themed('ordering/'), options: { strict: true } };
    expect(await ended(strict)).to.include({ exitCode: 1 });
    expect(await ended(themed('nothing'))).to.include({ exitCode: 2, outcome: 'unknown' });
  });

  it('never takes an interrupted run for a whole one', async () => {
    const calm = calmSample();
    const report = await built({ ...calm, status: 'running', endedAt: null });
    expect(report.verdict.says).to.match(/; the run never came to its end$/);
    const unrun = { state: 'not-run' as const, startedAt: null, endedAt: null };
    rmSync(folder, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), 'steadfast-report-'));
    const scenarios = (calm.scenarios ?? []).map((scenario) => ({ ...scenario, ...unrun }));
    const nothing = await built({ ...calm, scenarios });
    expect(nothing.verdict).to.include({ exitCode: 2, outcome: 'unknown' });
    expect(row(nothing, 'SS-AMO-007')?.says).to.equal('unknown: the scenario was not run');
  });

  it('shows a promise that this version does not know as one that counts', async () => {
    writeSampleRun(folder);
    const report = await buildReport(folder, { promises: promises.slice(1) });
    expect(row(report, 'SS-AMO-001')).to.include({ level: 'MUST', outcome: 'violated' });
    expect(row(report, 'SS-AMO-001')?.statement).to.match(/does not know/);
  });

  it('refuses verdicts that rest on entries their history has not', async () => {
    writeSampleRun(folder);
    const history = join(folder, 'network-split.cut-off-node', 'history.jsonl');
    const lines = readFileSync(history, 'utf8').split('\n');
    writeFileSync(history, `${lines.slice(0, 4).join('\n')}\n`);
    const refused = await buildReport(folder, { promises }).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(UsageError);
    expect(String(refused)).to.match(/rests on entry 4, .*\n.*\n.*steadfast judge/);
  });

  it('reads a history that ends in half a line', async () => {
    const whole = renderJson(await built());
    appendFileSync(
      join(folder, 'storage.killed-mid-write', 'history.jsonl'),
      '{"seq":1,"kind":"fault"',
    );
    expect(renderJson(await buildReport(folder, { promises }))).to.equal(whole);
  });

  it('is written in every format, for its owner alone', async () => {
    writeSampleRun(folder);
    await writeReports(folder, { promises });
    const report = await writeReports(folder, { promises });
    const files = readdirSync(folder).filter((name) => /^(report|junit)\./.test(name));
    expect(files).to.deep.equal(['junit.xml', 'report.json', 'report.md']);
    for (const file of files) {
      expect(statSync(join(folder, file)).mode & 0o777, file).to.equal(0o600);
    }
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).to.deep.equal(report);
  });

  function themed(theme: string): Partial<RunFile> {
    const { plan, scenarios } = writeSampleRun(folder);
    const chosen = ({ id }: { id: string }) => id.startsWith(theme);
    return { plan: plan.filter(chosen), scenarios: scenarios.filter(chosen) };
  }
});
