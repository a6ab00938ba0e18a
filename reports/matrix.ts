import { type FoldedVerdict, foldVerdicts } from '../lib/judge/outcome.ts';
import type { StatefulPromise, Verdict } from '../lib/model/promise.ts';
import type { JudgedScenario } from './read-scenario.ts';
import type { Report } from './report.ts';
import type { PlannedScenario, ScenarioRun } from './run-file.ts';

/** A planned scenario, what became of it, and what was judged of it. */
export interface ScenarioResult {
  readonly planned: PlannedScenario;
  readonly run: ScenarioRun;
  readonly judged: JudgedScenario | null;
}

/** A promise without its checker: all that a report needs of it. */
export type Named = Omit<StatefulPromise, 'check'>;

export type Matrix = Report['matrix'];

/** Promise by scenario. Cells that say nothing at all are left out: there are thousands. */
export function matrixOf(results: readonly ScenarioResult[], promises: readonly Named[]): Matrix {
  return promises.map(({ id }) => ({
    promise: id,
    cells: results.flatMap((result) => {
      const verdict = verdictOn(result, id);
      const owed = result.planned.tries.includes(id) && verdict.outcome !== 'not-applicable';
      const { outcome, trials, reason, excused, doubts } = verdict;
      const silent = outcome === 'unknown' && trials + excused.length + doubts.length === 0;
      if (silent && !owed) return [];
      return [{ scenario: result.planned.id, outcome, owed, trials, reason }];
    }),
  }));
}

/** One verdict per promise over all scenarios, for the ids of this version's catalogue. */
export function foldAll(
  results: readonly ScenarioResult[],
  promises: readonly Named[],
): ReadonlyMap<string, FoldedVerdict> {
  const scenarios = results.map((result) => ({
    tries: result.planned.tries,
    verdicts: promises.map(({ id }) => verdictOn(result, id)),
  }));
  return new Map(foldVerdicts(scenarios).map((folded) => [folded.promise, folded]));
}

/**
 * What a scenario says on a promise. Where it owed a trial and broke before it came to one, that
 * is the suite's failure and said as such: it is no news about Kubernetes.
 */
function verdictOn({ planned, run, judged }: ScenarioResult, promise: string): Verdict {
  const verdict = judged?.verdicts.find((candidate) => candidate.promise === promise) ?? {
    ...{ promise, outcome: 'unknown' as const, trials: 0, reason: null },
    ...{ violations: [], doubts: [], excused: [] },
  };
  if (verdict.outcome !== 'unknown' || !planned.tries.includes(promise)) return verdict;
  if (run.state === 'error') return { ...verdict, outcome: 'error', reason: 'the scenario broke' };
  if (run.state === 'aborted') return { ...verdict, reason: 'the scenario was interrupted' };
  if (run.state === 'not-run') {
    return { ...verdict, reason: `the scenario was not run${run.error ? `: ${run.error}` : ''}` };
  }
  return judged ? verdict : { ...verdict, reason: 'the scenario left no verdicts' };
}
