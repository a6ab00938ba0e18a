import type { History } from '../model/entry.ts';
import { subjectOf } from '../model/history.ts';
import type {
  Finding,
  Findings,
  Outcome,
  RecordedFinding,
  StatefulPromise,
  Verdict,
} from '../model/promise.ts';
import { promises as catalogue } from '../promises/index.ts';
import { messageOf } from '../support/errors.ts';
import { closeGaps } from './close-gaps.ts';
import { newsInOrder } from './news-in-order.ts';
import { type NotApplicable, notApplicableRows, whyNotApplicable } from './not-applicable.ts';

export interface JudgeOptions {
  readonly promises?: readonly StatefulPromise[];
  readonly notApplicable?: readonly NotApplicable[];
}

/** One verdict for every promise, in the order of their ids, whatever the history is about. */
export function judgeHistory(history: History, options: JudgeOptions = {}): readonly Verdict[] {
  const { promises = catalogue, notApplicable = notApplicableRows() } = options;
  const subject = subjectOf(history);
  const evidence = evidenceIn(history);
  return promises
    .map((promise) => {
      const reason = subject ? whyNotApplicable(notApplicable, promise.id, subject) : null;
      if (reason) return verdictOf(promise, 'not-applicable', NOTHING, reason);
      return judgePromise(promise, evidence);
    })
    .sort((one, other) => (one.promise < other.promise ? -1 : 1));
}

/** What the checkers are shown: all that was recorded, and no doubt or delay that it explains. */
export function evidenceIn(history: History): History {
  return newsInOrder(closeGaps(history));
}

/** A checker that breaks costs the verdict on its own promise and no other. */
export function judgePromise(promise: StatefulPromise, history: History): Verdict {
  try {
    const findings = promise.check(history);
    return verdictOf(promise, outcomeOf(findings), findings, null);
  } catch (error) {
    return verdictOf(promise, 'error', NOTHING, `the checker broke: ${messageOf(error)}`);
  }
}

/**
 * The one place where findings become an outcome. A violation is proof and outweighs every doubt. A
 * doubt is a trial that was owed and could not be judged, so the trials beside it do not add up to
 * a promise held. And what was never put to the test was not held either.
 */
export function outcomeOf({ trials, violations, doubts }: Findings): Outcome {
  if (violations.length > 0) return 'violated';
  if (doubts.length > 0 || trials === 0) return 'unknown';
  return 'held';
}

const NOTHING: Findings = { trials: 0, violations: [], doubts: [], excused: [] };

function verdictOf(
  { id }: StatefulPromise,
  outcome: Outcome,
  { trials, violations, doubts, excused }: Findings,
  reason: string | null,
): Verdict {
  return {
    promise: id,
    outcome,
    trials,
    reason,
    violations: violations.map(recorded),
    doubts: doubts.map(recorded),
    excused: excused.map(recorded),
  };
}

function recorded({ says, evidence }: Finding): RecordedFinding {
  const places = new Set(evidence.map(({ seq }) => seq));
  return { says, evidence: [...places].sort((one, other) => one - other) };
}
