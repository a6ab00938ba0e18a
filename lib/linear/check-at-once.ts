import { wrongFor } from './check.ts';
import type { Model } from './model.ts';
import { BadOperation, type Operation } from './operation.ts';
import { courseOf, operationText, type Part, partsOf } from './part.ts';
import { DEFAULT_LIMITS, type Limits } from './search.ts';
import { searchPlain } from './search-plain.ts';
import { searchSteps } from './search-steps.ts';

export interface PartVerdict {
  readonly key: Operation['key'];
  readonly operations: number;
  readonly outcome: 'held' | 'violated' | 'unknown';
  /** The operation at whose return no order was left, or why there is no verdict. */
  readonly says: string;
  readonly last: Operation | null;
}

/**
 * The verdict on each part by itself, without giving anybody else a turn: for callers that cannot
 * wait, on histories whose size they know. The limits are what ends it.
 */
export function checkAtOnce<State>(
  operations: readonly Operation[],
  model: Model<State>,
  limits: Partial<Limits> = {},
): readonly PartVerdict[] {
  for (const [place, operation] of operations.entries()) {
    const wrong = wrongFor(model, operation);
    if (wrong !== null) throw new BadOperation(place, wrong);
  }
  const within: Limits = { ...DEFAULT_LIMITS, ...limits };
  return partsOf(model, operations).map((part) => verdictOn(model, part, within));
}

function verdictOn(model: Model<unknown>, part: Part, limits: Limits): PartVerdict {
  const course = courseOf(model, part.operations);
  const search = (part.isPlain ? searchPlain : searchSteps)(model, course, limits);
  let step = search.next();
  while (!step.done) step = search.next();
  const finding = step.value;
  const size = { key: part.key, operations: part.operations.length };
  if (finding.outcome === 'held') return { ...size, outcome: 'held', says: '', last: null };
  if (finding.outcome === 'unknown') {
    return { ...size, outcome: 'unknown', says: finding.reason, last: null };
  }
  const last = course.operations[finding.last] ?? null;
  const says = last ? operationText(last) : '';
  return { ...size, outcome: 'violated', says, last };
}
