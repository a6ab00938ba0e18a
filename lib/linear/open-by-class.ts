import type { Configuration } from './configuration.ts';
import { at } from './numbers.ts';
import type { Course } from './part.ts';
import type { StateTable } from './state-table.ts';

/** From here on it pays to look for unsure operations that every configuration has used. */
const MANY_DONE = 8;

/** The operations that have been called and have not returned, sorted by what they do. */
export interface OpenByClass {
  called(operation: number): void;
  returned(operation: number): void;
  readonly observers: readonly number[];
  /** Of each class of changes the open one to use next, none that is done already. */
  changes(done: readonly number[]): Iterable<number>;
  withoutCommon(ways: Configuration[]): Configuration[];
}

export function openByClass(course: Course, table: StateTable): OpenByClass {
  const { isObserver, isUnsure, dueAt } = course;
  const observers: number[] = [];
  const changes = new Map<number, number[]>();

  const remove = (operation: number) => {
    const isRead = isObserver[operation] === 1;
    const list = isRead ? observers : changes.get(table.classOf(operation));
    const place = list?.indexOf(operation) ?? -1;
    if (place !== -1) list?.splice(place, 1);
    if (!isRead && list?.length === 0) changes.delete(table.classOf(operation));
  };

  return {
    observers,
    called(operation) {
      if (isObserver[operation] === 1) {
        observers.push(operation);
        return;
      }
      const own = changes.get(table.classOf(operation)) ?? [];
      changes.set(table.classOf(operation), own);
      // Kept by the time they are due: of two operations that do the same, the one that is due
      // first goes first, because the other one can do whatever is left for it, and for longer.
      let place = own.length;
      while (place > 0 && at(dueAt, at(own, place - 1)) > at(dueAt, operation)) place--;
      own.splice(place, 0, operation);
    },
    returned: remove,
    *changes(done) {
      for (const own of changes.values()) {
        const next = own.find((operation) => !done.includes(operation));
        if (next !== undefined) yield next;
      }
    },
    withoutCommon(ways) {
      const [first, ...others] = ways;
      if (!first || first.done.length < MANY_DONE) return ways;
      const common = first.done.filter(
        (each) => isUnsure[each] === 1 && others.every(({ done }) => done.includes(each)),
      );
      // What every configuration has used up is as good as never sent.
      common.forEach(remove);
      return ways.map((way) => ({
        ...way,
        done: way.done.filter((each) => !common.includes(each)),
      }));
    },
  };
}
