import { join } from 'node:path';
import { promises as catalogue } from '../lib/promises/index.ts';
import { UsageError } from '../lib/support/errors.ts';
import { findingsOf } from './findings.ts';
import { bandsOf, thresholdsOf } from './load.ts';
import { foldAll, matrixOf, type Named, type ScenarioResult } from './matrix.ts';
import { merged, type ReadRun } from './merge.ts';
import { printable } from './printable.ts';
import { promiseRows } from './promise-rows.ts';
import { readScenario } from './read-scenario.ts';
import { recoveriesOf } from './recoveries.ts';
import { type PromiseRow, type Report, type ReportedScenario, STANDINGS } from './report.ts';
import { type RunFile, readRunFile } from './run-file.ts';
import { servedOf } from './served.ts';
import { systemsOf } from './systems.ts';
import { isStrict, verdictOf } from './verdict.ts';

export interface BuildOptions {
  readonly promises?: readonly Named[];
}

/**
 * The report of a stored run. It depends on the run's folder and on nothing else: no clock, no
 * host and no path of this machine, so the same folder gives the same bytes anywhere.
 */
export async function buildReport(folder: string, options: BuildOptions = {}): Promise<Report> {
  return buildReportOf([folder], options);
}

/** One report of several stored runs, such as the shards of one night. */
export async function buildReportOf(
  folders: readonly [string, ...string[]],
  options: BuildOptions = {},
): Promise<Report> {
  const [first, ...others] = folders;
  const runs = await Promise.all([readRun(first), ...others.map(readRun)] as const);
  const [only] = runs;
  const { run, results } = runs.length === 1 ? only : merged(runs);
  return assembleReport(run, results, options.promises ?? catalogue);
}

async function readRun(folder: string): Promise<ReadRun> {
  const run = readRunFile(folder);
  const results = await Promise.all(run.plan.map((planned) => resultOf(folder, run, planned)));
  return { folder, run, results };
}

/** The same from what was read already: pure, so that any run one can think of can be tried. */
export function assembleReport(
  run: RunFile,
  results: readonly ScenarioResult[],
  known: readonly Named[],
): Report {
  const promises = withStrangers(known, results);
  const strict = isStrict(run);
  const matrix = matrixOf(results, promises);
  const rows = promiseRows(promises, foldAll(results, promises), matrix, strict);
  const { id, seed, startedAt, endedAt, status } = run;
  return {
    apiVersion: 'steadfast/v1',
    kind: 'ConformanceReport',
    verdict: verdictOf(run, rows),
    run: { id, seed, startedAt, endedAt, status, strict },
    suite: { name: 'steadfast', ...run.suite },
    provider: run.provider,
    subject: run.subject,
    limits: run.limits,
    counts: countsOf(rows, run),
    promises: rows,
    matrix: matrix.filter(({ cells }) => cells.length > 0),
    ...findingsOf(
      results,
      promises.map((promise) => promise.id),
    ),
    scenarios: results.map(reported),
    recoveries: results.flatMap(recoveriesOf),
    served: results.flatMap(servedOf),
    systems: systemsOf(results),
    load: { bands: results.flatMap(bandsOf), thresholds: results.flatMap(thresholdsOf) },
    stuck: run.stuck.map((stuck) => ({ ...stuck, says: printable(stuck.says) })),
  };
}

async function resultOf(
  folder: string,
  { scenarios }: RunFile,
  planned: RunFile['plan'][number],
): Promise<ScenarioResult> {
  const told = scenarios.find(({ id }) => id === planned.id);
  if (told) return { planned, run: told, judged: await readScenario(join(folder, told.folder)) };
  throw new UsageError({
    what: `run.json plans ${planned.id} and does not say what became of it`,
    tryThis: 'run.json as the run wrote it',
  });
}

/**
 * A promise that this version does not know is shown all the same, as a MUST of unknown words:
 * leaving it out would turn a trial that was owed into silence.
 */
function withStrangers(
  known: readonly Named[],
  results: readonly ScenarioResult[],
): readonly Named[] {
  const ids = new Set(known.map(({ id }) => id));
  const said = results.flatMap(({ planned, judged }) => [
    ...planned.tries,
    ...(judged?.verdicts.map(({ promise }) => promise) ?? []),
  ]);
  const strangers = [...new Set(said)].filter((id) => !ids.has(id));
  return [
    ...known,
    ...strangers.map((id) => ({ id, level: 'MUST' as const, ...UNKNOWN_WORDS })),
  ].sort((one, other) => (one.id < other.id ? -1 : 1));
}

const UNKNOWN_WORDS = {
  statement: 'A promise that this version of the suite does not know',
  source: 'the version that run.json names under "suite"',
  since: 'unknown',
};

function countsOf(rows: readonly PromiseRow[], run: RunFile): Report['counts'] {
  const standing = (word: PromiseRow['standing']) =>
    rows.filter((row) => row.standing === word).length;
  const state = (word: ReportedScenario['state']) =>
    run.scenarios.filter((scenario) => scenario.state === word).length;
  return {
    promises: Object.fromEntries(
      STANDINGS.map((word) => [word, standing(word)]),
    ) as Report['counts']['promises'],
    trials: rows.reduce((sum, { trials }) => sum + trials, 0),
    scenarios: {
      done: state('done'),
      error: state('error'),
      aborted: state('aborted'),
      'not-run': state('not-run'),
    },
  };
}

function reported({ planned, run, judged }: ScenarioResult): ReportedScenario {
  const error = run.error === null ? null : printable(run.error);
  return { ...planned, ...run, error, entries: judged?.entries ?? 0, cut: judged?.cut ?? null };
}
