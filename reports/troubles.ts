import type { PromiseRow, Report, ReportedFinding, ReportedScenario } from './report.ts';
import { list } from './words.ts';

/** A promise in one scenario that a reader has to look at, with all that was found there. */
export interface Trouble {
  readonly row: PromiseRow;
  readonly scenario: string;
  readonly findings: readonly ReportedFinding[];
  /** Findings of the same kind that the report leaves out. */
  readonly more: number;
  /** What to say where nothing was found because nothing was tried. */
  readonly reason: string | null;
}

/** What was found first, or why there is nothing that was found. */
export function firstWords({ findings: [first], reason }: Trouble): string {
  return first?.says ?? reason ?? 'nothing in this scenario put it to the test';
}

const TROUBLED = ['violated', 'error', 'unknown', 'changed'] as const;

/** Most urgent first; within one urgency by promise, and then in the order of the plan. */
export function troublesOf(report: Report): readonly Trouble[] {
  return TROUBLED.flatMap((standing) =>
    report.promises
      .filter((row) => row.standing === standing)
      .flatMap((row) => troublesOfRow(report, row)),
  );
}

/** A scenario that did not come to its end, with the promises that it owed and never tried. */
export interface Unfinished {
  readonly scenario: ReportedScenario;
  readonly owed: readonly string[];
}

/** How it ended, in a word. */
export const ENDS = { error: 'broke', aborted: 'interrupted', 'not-run': 'not run', done: '' };

export function unfinishedOf(report: Report): readonly Unfinished[] {
  return report.scenarios
    .filter(({ state }) => state !== 'done')
    .map((scenario) => ({
      scenario,
      owed: report.matrix
        .filter(({ cells }) =>
          cells.some((cell) => cell.scenario === scenario.id && cell.owed && isOpen(cell.outcome)),
        )
        .map(({ promise }) => promise),
    }));
}

export function excusedOf(report: Report): readonly ReportedFinding[] {
  return report.findings.filter(({ kind }) => kind === 'excused');
}

/** Where to look in the history, when there is no room for the lines themselves. */
export function entryNumbers({ evidence: { lines, total } }: ReportedFinding): string {
  if (lines.length === 0) return 'no entry was quoted';
  const numbers = lines.map(({ seq }) => `${seq}`);
  const more = total > lines.length ? [`${total - lines.length} more`] : [];
  return `${total === 1 ? 'entry' : 'entries'} ${list([...numbers, ...more])}`;
}

/**
 * The cells that made the promise what it is: beside a violation, a doubt elsewhere can wait. What
 * a scenario owes because it did not come to its end is told once, with that scenario.
 */
function troublesOfRow(report: Report, row: PromiseRow): readonly Trouble[] {
  const kind = row.outcome === 'violated' ? 'violation' : 'doubt';
  const cells = report.matrix.find(({ promise }) => promise === row.id)?.cells ?? [];
  return cells
    .filter(
      ({ outcome, owed }) => outcome === row.outcome && (owed || !row.owed || kind !== 'doubt'),
    )
    .map(({ scenario, reason }) => {
      const isHere = (one: { promise: string; scenario: string; kind: string }) =>
        one.promise === row.id && one.scenario === scenario && one.kind === kind;
      const findings = report.findings.filter(isHere);
      return { row, scenario, findings, more: report.left.find(isHere)?.more ?? 0, reason };
    })
    .filter(({ scenario, findings }) => findings.length > 0 || hasEnded(report, scenario));
}

function hasEnded({ scenarios }: Report, scenario: string): boolean {
  return scenarios.some(({ id, state }) => id === scenario && state === 'done');
}

function isOpen(outcome: PromiseRow['outcome']): boolean {
  return outcome === 'unknown' || outcome === 'error';
}
