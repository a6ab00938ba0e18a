import { identityOf } from './identity.ts';
import { type Model, REFUSED } from './model.ts';
import { at } from './numbers.ts';
import type { Operation } from './operation.ts';
import type { Course } from './part.ts';

/** The number of no state: what a step answers that is refused. */
export const NO_STATE = -1;

/** From here on states that no configuration is in are thrown away. */
const MANY_STATES = 50_000;

/** Numbers for states and for steps, so that the model is asked once a state and operation. */
export interface StateTable {
  readonly initial: number;
  /** Operations with the same number do the same: kind and value, and client where it matters. */
  classOf(operation: number): number;
  /** The state after an operation, or NO_STATE. */
  step(state: number, operation: number): number;
  describe(state: number): string;
  readonly isLarge: boolean;
  /** Forgets every state but these, and says their new numbers. */
  keepOnly(states: ReadonlySet<number>): ReadonlyMap<number, number>;
}

export function stateTable(model: Model<unknown>, { operations }: Course): StateTable {
  const classes = classesOf(model, operations);
  const classCount = classes.length;
  let states: unknown[] = [];
  let numbers = new Map<unknown, number>();
  let steps = new Map<number, number>();
  const numberOf = (state: unknown) => {
    const identity = model.identify(state);
    const known = numbers.get(identity);
    if (known !== undefined) return known;
    numbers.set(identity, states.length);
    states.push(state);
    return states.length - 1;
  };
  const stepAnew = (state: number, operation: number) => {
    const asked = operations[operation];
    if (!asked) return NO_STATE;
    const after = model.step(states[state], asked);
    return after === REFUSED ? NO_STATE : numberOf(after);
  };

  return {
    initial: numberOf(model.initial),
    classOf: (operation) => at(classes, operation),
    step(state, operation) {
      const asked = state * classCount + at(classes, operation);
      const known = steps.get(asked);
      if (known !== undefined) return known;
      const after = stepAnew(state, operation);
      steps.set(asked, after);
      return after;
    },
    describe: (state) => model.describe(states[state]),
    get isLarge() {
      return states.length > MANY_STATES || steps.size > 8 * MANY_STATES;
    },
    keepOnly(wanted) {
      const old = states;
      states = [];
      numbers = new Map();
      steps = new Map();
      return new Map([...wanted].map((state) => [state, numberOf(old[state])]));
    },
  };
}

function classesOf(model: Model<unknown>, operations: readonly Operation[]): Int32Array {
  const numbers = new Map<string, Map<unknown, number>>();
  let count = 0;
  return Int32Array.from(operations, ({ kind, value, client }) => {
    const asked = model.byClient ? `${kind} ${typeof client} ${client}` : kind;
    const ofKind = numbers.get(asked) ?? new Map<unknown, number>();
    numbers.set(asked, ofKind);
    const identity = identityOf(value);
    const known = ofKind.get(identity);
    if (known !== undefined) return known;
    ofKind.set(identity, count);
    return count++;
  });
}
