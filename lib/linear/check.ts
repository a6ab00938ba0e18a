import type { Model } from './model.ts';
import { BadOperation, type Operation, UNSURE, wrongIn } from './operation.ts';
import { courseOf, type Part, partsOf } from './part.ts';
import { DEFAULT_LIMITS, type Finding, type Limits, type Search } from './search.ts';
import { searchPlain } from './search-plain.ts';
import { searchSteps } from './search-steps.ts';
import { Turns } from './turns.ts';
import { type Witness, witnessOf } from './witness.ts';

export interface CheckOptions<State> {
  readonly model: Model<State>;
  /** Ends the check early; what is not decided by then is unknown. */
  readonly signal?: AbortSignal;
  readonly limits?: Partial<Limits>;
}

interface Size {
  readonly operations: number;
  /** Objects, or elements of objects, that were checked each on their own. */
  readonly parts: number;
}

export type Verdict = Size &
  (
    | { readonly outcome: 'held' }
    | { readonly outcome: 'violated'; readonly witness: Witness }
    | { readonly outcome: 'unknown'; readonly reason: string }
  );

/**
 * Whether all operations can have taken effect one after another, each at one instant between its
 * call and its return. Throws BadOperation for input that nothing can be said about; whatever else
 * gets in the way makes the verdict unknown.
 */
export async function checkLinear<State>(
  operations: readonly Operation[],
  { model, signal, limits = {} }: CheckOptions<State>,
): Promise<Verdict> {
  for (const [place, operation] of operations.entries()) {
    const wrong = wrongFor(model, operation);
    if (wrong !== null) throw new BadOperation(place, wrong);
  }
  const parts = partsOf(model, operations);
  const size: Size = { operations: operations.length, parts: parts.length };
  const turns = new Turns(signal);
  const within: Limits = { ...DEFAULT_LIMITS, ...limits };
  const search = (part: Part) => turns.run(searchOf(model, part, within));

  const open: string[] = [];
  let first: { readonly part: Part; readonly last: Operation; readonly finding: Finding } | null =
    null;
  for (const part of parts) {
    const finding = await search(part);
    if (finding.outcome === 'unknown') open.push(`key ${part.key}: ${finding.reason}`);
    if (finding.outcome !== 'violated') continue;
    const last = courseOf(model, part.operations).operations[finding.last];
    // The earliest of them ends the shortest prefix.
    if (last && (first === null || last.return < first.last.return))
      first = { part, last, finding };
  }
  if (first?.finding.outcome === 'violated') {
    const { part, last, finding } = first;
    const { possible } = finding;
    const witness = await witnessOf({ model, part, last, possible, search });
    return { ...size, outcome: 'violated', witness };
  }
  if (open.length > 0) return { ...size, outcome: 'unknown', reason: reasonOf(open, parts.length) };
  if (operations.length === 0) {
    return { ...size, outcome: 'unknown', reason: 'there are no operations to judge' };
  }
  return { ...size, outcome: 'held' };
}

/** What keeps this model from judging an operation, or null. */
export function wrongFor<State>(model: Model<State>, operation: Operation): string | null {
  const wrong = wrongIn(operation);
  if (wrong !== null) return wrong;
  const { kind, value } = operation;
  const known = Object.hasOwn(model.kinds, kind) ? model.kinds[kind] : undefined;
  if (!known) {
    const kinds = Object.keys(model.kinds).join(', ');
    return `kind ${JSON.stringify(kind)} is none of the model ${model.name}: ${kinds}`;
  }
  // What an observer would have seen cannot be known when no answer came.
  if (known.observes && operation.return === UNSURE) return null;
  const misfit = known.wrong(value);
  return misfit === null ? null : `the value of ${kind}, ${JSON.stringify(value)}, ${misfit}`;
}

function searchOf(model: Model<unknown>, part: Part, limits: Limits): Search {
  const course = courseOf(model, part.operations);
  return part.isPlain ? searchPlain(model, course, limits) : searchSteps(model, course, limits);
}

function reasonOf([reason = '', ...others]: readonly string[], parts: number): string {
  if (others.length === 0) return reason;
  return `${reason} (and ${others.length} more of ${parts} parts are undecided)`;
}
