import type { Loan, Params } from '../model/fault.ts';
import type { LimitName } from '../support/limits.ts';

/** The limit within which a loan has to be undone: its own where it names one. */
export function undoLimit({
  undoneLimit = 'undoneMs',
}: Pick<Loan<Params>, 'undoneLimit'>): LimitName {
  return undoneLimit;
}

/** The limit within which its effect has to be proved, in the same way. */
export function inForceLimit({
  inForceLimit = 'inForceMs',
}: Pick<Loan<Params>, 'inForceLimit'>): LimitName {
  return inForceLimit;
}
