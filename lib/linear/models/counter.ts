import { type Model, REFUSED } from '../model.ts';
import { wholeNumber } from './values.ts';

/** A sum that starts at 0. `increment` and `decrement` have the amount, `read` the sum. */
export const counter: Model<number> = {
  name: 'counter',
  kinds: {
    increment: { observes: false, wrong: wholeNumber },
    decrement: { observes: false, wrong: wholeNumber },
    read: { observes: true, wrong: wholeNumber },
  },
  initial: 0,
  byClient: false,
  identify: (sum) => sum,
  describe: String,
  step(sum, { kind, value }) {
    const amount = Number(value);
    if (kind === 'increment') return sum + amount;
    if (kind === 'decrement') return sum - amount;
    return sum === amount ? sum : REFUSED;
  },
};
