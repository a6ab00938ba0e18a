import { type Model, REFUSED } from '../model.ts';
import { name } from './values.ts';

type Owner = string | number | null;

/**
 * At most one owner at a time, nobody at first: what an identity of a StatefulSet promises. The
 * value names the owner, whoever reports it: `claim` takes what nobody else owns, `act` is
 * something that only the owner may do, `yield` gives up, and `owner` has the owner that was seen,
 * or null. Unlike a lock it may be claimed again by the one who owns it.
 */
export const singleOwner: Model<Owner> = {
  name: 'single-owner',
  kinds: {
    claim: { observes: false, wrong: name },
    act: { observes: true, wrong: name },
    yield: { observes: false, wrong: name },
    owner: { observes: true, wrong: (value) => (value === null ? null : name(value)) },
  },
  initial: null,
  byClient: false,
  identify: (owner) => owner,
  describe: (owner) => (owner === null ? 'owned by nobody' : `owned by ${owner}`),
  step(owner, { kind, value }) {
    const meant = value as Owner;
    if (kind === 'claim') return owner === null || owner === meant ? meant : REFUSED;
    if (owner !== meant) return REFUSED;
    return kind === 'yield' ? null : owner;
  },
};
