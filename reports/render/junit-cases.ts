import type { PromiseRow, Report, ReportedFinding, ReportedScenario } from '../report.ts';
import { moment, times } from '../words.ts';

/** One line of a CI system's list: what was tried, and how that ended. */
export interface TestCase {
  readonly name: string;
  readonly ms: number;
  readonly end: 'passed' | 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  readonly body: readonly string[];
}

type Cell = Report['matrix'][number]['cells'][number];

/** What the exit code knows and no scenario tells: a fault left behind, and an empty run. */
export function runCases(report: Report): readonly TestCase[] {
  const { stuck, promises } = report;
  const held = promises.filter(({ gates, outcome }) => gates && outcome === 'held');
  const base = { ms: 0, body: stuck.map(({ fault, says }) => `${fault}: ${says}`) };
  const faults = { ...base, name: 'leaves no fault behind', type: 'fault-left-behind' };
  const proof = { ...base, name: 'proves something', type: 'unknown', body: [] };
  return [
    stuck.length === 0
      ? { ...faults, end: 'passed', message: '' }
      : { ...faults, end: 'error', message: 'steadfast heal' },
    held.length > 0
      ? { ...proof, end: 'passed', message: '' }
      : { ...proof, end: 'failure', message: 'no promise that counts was held' },
  ];
}

/** What came of the story itself comes first: it carries the time, and the error if it broke. */
export function scenarioCases(report: Report, scenario: ReportedScenario): readonly TestCase[] {
  const promises = report.matrix.flatMap(({ promise, cells }) => {
    const row = report.promises.find(({ id }) => id === promise);
    const cell = cells.find((candidate) => candidate.scenario === scenario.id);
    if (!row || !cell) return [];
    const broken = cell.outcome === 'violated' || cell.outcome === 'error';
    return broken || scenario.tries.includes(promise) ? [promiseCase(report, row, cell)] : [];
  });
  return [storyCase(scenario), ...promises];
}

export function lasted({ startedAt, endedAt }: ReportedScenario): number {
  return startedAt === null || endedAt === null ? 0 : Math.max(0, endedAt - startedAt);
}

function storyCase(scenario: ReportedScenario): TestCase {
  const { state, error } = scenario;
  const base = { name: 'plays to its end', ms: lasted(scenario), type: state };
  if (state === 'done') return { ...base, end: 'passed', message: '', body: [] };
  const says = error ?? (state === 'not-run' ? 'the scenario was not run' : 'it was interrupted');
  const [message = ''] = says.split('\n');
  // What an unfinished story owed is told promise by promise; the story itself broke or it did not.
  return { ...base, end: state === 'error' ? 'error' : 'skipped', message, body: [says] };
}

function promiseCase(report: Report, row: PromiseRow, cell: Cell): TestCase {
  const findings = report.findings.filter(
    ({ promise, scenario, kind }) =>
      promise === row.id && scenario === cell.scenario && kind !== 'excused',
  );
  const { outcome, trials, reason } = cell;
  const why = findings[0]?.says ?? reason ?? 'nothing in this scenario put it to the test';
  const body = [row.source, ...findings.flatMap(findingText)];
  const base = { name: `${row.id} ${row.statement}`, ms: 0, type: outcome, body };
  if (outcome === 'held') return { ...base, end: 'passed', message: '' };
  if (outcome === 'not-applicable') return { ...base, end: 'skipped', message: why };
  if (!row.gates) {
    const word = row.level === 'INFORMATIONAL' && outcome === 'violated' ? 'changed' : outcome;
    const aside = `${row.level} does not change the exit code`;
    return { ...base, end: 'skipped', message: `${word}, ${times(trials)} (${aside}): ${why}` };
  }
  const end = outcome === 'error' ? 'error' : 'failure';
  return { ...base, end, message: `${outcome}, ${times(trials)}: ${why}` };
}

function findingText({ says, evidence }: ReportedFinding): readonly string[] {
  const lines = evidence.lines.map(
    ({ seq, at, clock, text }) => `  #${seq}  ${moment(at)}  ${clock}  ${text}`,
  );
  return [says, ...lines];
}
