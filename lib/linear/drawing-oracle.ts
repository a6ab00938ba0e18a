import { type Model, REFUSED } from './model.ts';
import { type Operation, UNSURE } from './operation.ts';

/**
 * Tries every order there is, straight from the definition and sharing no code with the searches:
 * slow and beyond doubt. For histories of a few operations on one key.
 */
export function isLinearizable(model: Model<unknown>, operations: readonly Operation[]): boolean {
  const tryFrom = (state: unknown, left: readonly Operation[]): boolean => {
    if (left.every((operation) => operation.return === UNSURE)) return true;
    return left.some((next) => {
      // Nothing may go first that was called after something else had already returned.
      const isLate = left.some((other) => other.return !== UNSURE && other.return < next.call);
      if (isLate) return false;
      const others = left.filter((other) => other !== next);
      if (next.return === UNSURE && model.kinds[next.kind]?.observes) return false;
      const after = model.step(state, next);
      return after !== REFUSED && tryFrom(after, others);
    });
  };
  return tryFrom(model.initial, operations);
}

/** The return up to which a history cannot be linearized, though up to the one before it can. */
export function firstWrongReturn(
  model: Model<unknown>,
  operations: readonly Operation[],
): number | null {
  const returns = operations.map((each) => each.return).filter((time) => time !== UNSURE);
  const ends = [...new Set(returns)].sort((one, other) => one - other);
  return ends.find((end) => !isLinearizable(model, prefixTo(operations, end))) ?? null;
}

function prefixTo(operations: readonly Operation[], end: number): readonly Operation[] {
  return operations
    .filter(({ call }) => call <= end)
    .map((each) => (each.return > end ? { ...each, return: UNSURE } : each));
}
