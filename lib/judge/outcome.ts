import type { Level, Outcome, Verdict } from '../model/promise.ts';

/** What one scenario brought to the run: its verdicts, and those it set out for. */
export interface ScenarioVerdicts {
  readonly tries: readonly string[];
  readonly verdicts: readonly Pick<Verdict, 'promise' | 'outcome' | 'trials'>[];
}

/** One promise over a whole run. */
export interface FoldedVerdict {
  readonly promise: string;
  readonly outcome: Outcome;
  readonly trials: number;
  /** Whether a scenario set out to try it and it was applicable there. */
  readonly owed: boolean;
}

/** Of several outcomes the first of these counts: a promise broken once is a broken promise. */
const WORST_FIRST: readonly Outcome[] = ['violated', 'error', 'unknown', 'held', 'not-applicable'];

/**
 * One verdict per promise. A scenario that never set out to try a promise and found nothing to try
 * it on takes nothing away from one that did; a scenario that owed a trial and has none does.
 */
export function foldVerdicts(scenarios: readonly ScenarioVerdicts[]): readonly FoldedVerdict[] {
  const ids = new Set(
    scenarios.flatMap(({ tries, verdicts }) => [...tries, ...verdicts.map((one) => one.promise)]),
  );
  return [...ids].sort().map((promise) => {
    const said = scenarios.map(({ tries, verdicts }) => {
      const verdict = verdicts.find((candidate) => candidate.promise === promise);
      const outcome = verdict?.outcome ?? 'unknown';
      const owed = tries.includes(promise) && outcome !== 'not-applicable';
      return { outcome, trials: verdict?.trials ?? 0, owed };
    });
    const telling = said.filter(({ outcome, owed }) => owed || outcome !== 'unknown');
    return {
      promise,
      outcome: worstOf(telling.map(({ outcome }) => outcome)),
      trials: said.reduce((sum, { trials }) => sum + trials, 0),
      owed: said.some(({ owed }) => owed),
    };
  });
}

export interface RunOutcome {
  readonly verdicts: readonly FoldedVerdict[];
  readonly levelOf: (promise: string) => Level;
  /** SHOULD rows count like MUST rows. */
  readonly strict?: boolean;
  /** The suite or the host broke, beside what any verdict says. */
  readonly broke?: boolean;
  readonly faultLeftBehind?: boolean;
}

export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** The worst thing that a script should know of: 4, then 1, 3, 2, and 0 only when all is well. */
export function exitCodeOf(run: RunOutcome): ExitCode {
  const gates = (promise: string) => {
    const level = run.levelOf(promise);
    return level === 'MUST' || (level === 'SHOULD' && run.strict === true);
  };
  const gating = run.verdicts.filter(({ promise }) => gates(promise));
  const any = (outcome: Outcome) => gating.some((verdict) => verdict.outcome === outcome);
  if (run.faultLeftBehind) return 4;
  if (any('violated')) return 1;
  if (run.broke || any('error')) return 3;
  const isOwing = gating.some(({ owed, outcome }) => owed && outcome === 'unknown');
  return isOwing || !any('held') ? 2 : 0;
}

function worstOf(outcomes: readonly Outcome[]): Outcome {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? 'unknown';
}
