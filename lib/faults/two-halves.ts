import type { Loan } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { splitLoan } from './split-loan.ts';

/** The nodes of the side that has no control plane. */
export type HalvesParams = { readonly side: readonly string[] };

/**
 * The cluster falls into two sides, each of which hears itself and nothing of the other: whoever is
 * without the control plane has company there. One node alone is a split of that node.
 */
export const twoHalves: Loan<HalvesParams> = splitLoan<HalvesParams>({
  name: 'two-halves',
  isFar: () => true,
  isWhole: false,

  cutBy({ side: [first, second, ...others] }) {
    if (first && second) return [first, second, ...others];
    throw new HarnessError({ what: 'a half of fewer than two nodes is none' });
  },
});
