import { identityOf, written } from '../identity.ts';
import { type Model, REFUSED } from '../model.ts';
import type { Operation } from '../operation.ts';
import { anything, pairOf } from './values.ts';

/**
 * One value that is read and replaced. `read` has the value that came back, `write` the one that
 * was sent, `cas` the pair [from, to] of an exchange that was made.
 */
export const register: Model<unknown> = registerFrom(null);

/** A register that holds something before anybody writes: null stands for "nothing yet". */
export function registerFrom(initial: unknown): Model<unknown> {
  return {
    name: 'register',
    kinds: {
      read: { observes: true, wrong: anything },
      write: { observes: false, wrong: anything },
      cas: { observes: false, wrong: pairOf('the value it replaced and the new one') },
    },
    initial,
    byClient: false,
    identify: identityOf,
    describe: written,
    plain: ({ kind, value }) =>
      kind === 'read' ? { sees: value } : kind === 'write' ? { leaves: value } : null,
    step(state, { kind, value }: Operation) {
      if (kind === 'write') return value;
      const [from, to] = kind === 'cas' ? (value as readonly unknown[]) : [value, state];
      return identityOf(state) === identityOf(from) ? to : REFUSED;
    },
  };
}
