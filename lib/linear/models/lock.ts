import { type Model, REFUSED } from '../model.ts';
import type { Operation } from '../operation.ts';
import { anything } from './values.ts';

type Holder = Operation['client'] | null;

/**
 * Held by one client at a time, free at first. `acquire` and `release` are by the client of the
 * operation, and their value says nothing. A client that holds the lock cannot acquire it again.
 */
export const lock: Model<Holder> = {
  name: 'lock',
  kinds: {
    acquire: { observes: false, wrong: anything },
    release: { observes: false, wrong: anything },
  },
  initial: null,
  byClient: true,
  identify: (holder) => holder,
  describe: (holder) => (holder === null ? 'free' : `held by ${holder}`),
  step(holder, { kind, client }) {
    if (kind === 'acquire') return holder === null ? client : REFUSED;
    return holder === client ? null : REFUSED;
  },
};
