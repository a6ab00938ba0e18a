import { type Configuration, withDone } from './configuration.ts';
import type { Model } from './model.ts';
import { at } from './numbers.ts';
import type { Course } from './part.ts';

/** The one state that stands for all those that no later read returns. */
export const UNREAD = -1;

/** From here on it pays to look for unsure writes that every configuration has used. */
const MANY_DONE = 8;

/** The operations that have been called and have not returned, by the state they see or leave. */
export interface OpenByState {
  readonly initial: number;
  stateOf(operation: number): number;
  calledAt(operation: number): number;
  /** The state itself while a read of it is still to return after `place`, else UNREAD. */
  stateAfter(state: number, place: number): number;
  isLastRead(operation: number): boolean;
  called(operation: number): void;
  returned(operation: number): void;
  forget(state: number): void;
  /** The open write of a state called before `before` that is due first, or null. */
  writeOf(state: number, done: readonly number[], before: number): number | null;
  /** `done` with every open read of the state that was called before `before`. */
  withReads(done: readonly number[], state: number, before: number): readonly number[];
  withoutCommon(ways: Configuration[]): Configuration[];
}

export function openByState(model: Model<unknown>, course: Course): OpenByState {
  const { isObserver, isUnsure, calledAt, dueAt } = course;
  const { initial, states, lastRead } = statesOf(model, course);
  const writes: number[][] = lastRead.map(() => []);
  const reads: number[][] = lastRead.map(() => []);
  const stateOf = (operation: number) => at(states, operation);
  const listOf = (operation: number) =>
    (isObserver[operation] === 1 ? reads : writes)[stateOf(operation)];

  return {
    initial,
    stateOf,
    calledAt: (operation) => at(calledAt, operation),
    stateAfter: (state, place) => ((lastRead[state] ?? UNREAD) > place ? state : UNREAD),
    isLastRead: (operation) =>
      isObserver[operation] === 1 && lastRead[stateOf(operation)] === dueAt[operation],
    called(operation) {
      if ((lastRead[stateOf(operation)] ?? UNREAD) < at(calledAt, operation)) return;
      const list = listOf(operation);
      if (!list) return;
      // Kept by the time they are due: of two equal writes the one that is due first is used
      // first, because the other one can do whatever is still to be done, and for longer.
      let place = list.length;
      while (place > 0 && at(dueAt, at(list, place - 1)) > at(dueAt, operation)) place--;
      list.splice(place, 0, operation);
    },
    returned(operation) {
      drop(listOf(operation), operation);
    },
    forget(state) {
      writes[state] = [];
    },
    writeOf(state, done, before) {
      for (const write of writes[state] ?? []) {
        if (at(calledAt, write) < before && !done.includes(write)) return write;
      }
      return null;
    },
    withReads(done, state, before) {
      let more = done;
      for (const read of reads[state] ?? []) {
        if (at(calledAt, read) < before && !more.includes(read)) more = withDone(more, read);
      }
      return more;
    },
    withoutCommon(ways) {
      const [first, ...others] = ways;
      if (!first || first.done.length < MANY_DONE) return ways;
      const common = first.done.filter(
        (each) => isUnsure[each] === 1 && others.every(({ done }) => done.includes(each)),
      );
      // What every configuration has used up is as good as never sent.
      for (const each of common) drop(listOf(each), each);
      return ways.map((way) => ({
        ...way,
        done: way.done.filter((each) => !common.includes(each)),
      }));
    },
  };
}

function statesOf(model: Model<unknown>, { operations, isObserver, dueAt }: Course) {
  const numbers = new Map<unknown, number>();
  const numberOf = (state: unknown) => {
    const identity = model.identify(state);
    const known = numbers.get(identity);
    if (known !== undefined) return known;
    numbers.set(identity, numbers.size);
    return numbers.size - 1;
  };
  const initial = numberOf(model.initial);
  const states = new Int32Array(operations.length);
  for (const [place, operation] of operations.entries()) {
    const plain = model.plain?.(operation);
    if (!plain) throw new TypeError(`${operation.kind} is no plain operation of ${model.name}`);
    states[place] = numberOf('sees' in plain ? plain.sees : plain.leaves);
  }
  const lastRead = new Array<number>(numbers.size).fill(UNREAD);
  for (let place = 0; place < states.length; place++) {
    const state = at(states, place);
    if (isObserver[place] === 1) lastRead[state] = Math.max(at(lastRead, state), at(dueAt, place));
  }
  return { initial, states, lastRead };
}

function drop(list: number[] | undefined, operation: number): void {
  const place = list?.indexOf(operation) ?? -1;
  if (place !== -1) list?.splice(place, 1);
}
