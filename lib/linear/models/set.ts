import { written } from '../identity.ts';
import { type Model, REFUSED } from '../model.ts';
import type { Operation } from '../operation.ts';
import { anything, list, pairOf } from './values.ts';

type Elements = readonly string[];

/**
 * Elements that are there or not, none at first. `add` and `remove` have the element, whether or
 * not it was there; `has` the pair [element, true or false]; `members` the list of all elements.
 * A key without `members` falls apart into its elements, each of them a register of two values.
 */
export const set: Model<Elements> = {
  name: 'set',
  kinds: {
    add: { observes: false, wrong: anything },
    remove: { observes: false, wrong: anything },
    has: { observes: true, wrong: wrongAnswer },
    members: { observes: true, wrong: list },
  },
  initial: [],
  byClient: false,
  identify: (elements) => elements.join('\n'),
  describe: (elements) => `{${elements.join(', ')}}`,
  elementOf: (operation) => (operation.kind === 'members' ? undefined : elementOf(operation)),
  plain(operation) {
    const alone = [written(elementOf(operation))];
    if (operation.kind === 'has') return { sees: isThere(operation) ? alone : [] };
    return { leaves: operation.kind === 'add' ? alone : [] };
  },
  step(elements, operation) {
    if (operation.kind === 'members') {
      const seen = new Set((operation.value as readonly unknown[]).map(written));
      const isAll = seen.size === elements.length && elements.every((each) => seen.has(each));
      return isAll ? elements : REFUSED;
    }
    const element = written(elementOf(operation));
    const isIn = elements.includes(element);
    if (operation.kind === 'has') return isIn === isThere(operation) ? elements : REFUSED;
    if ((operation.kind === 'add') === isIn) return elements;
    return isIn ? elements.filter((each) => each !== element) : [...elements, element].sort();
  },
};

function elementOf({ kind, value }: Operation): unknown {
  return kind === 'has' ? (value as readonly unknown[])[0] : value;
}

function isThere({ value }: Operation): boolean {
  return (value as readonly unknown[])[1] === true;
}

function wrongAnswer(value: unknown): string | null {
  const wrong = pairOf('the element, and true or false')(value);
  if (wrong !== null) return wrong;
  return typeof (value as readonly unknown[])[1] === 'boolean' ? null : 'has no true or false';
}
