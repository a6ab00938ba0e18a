import { type Configuration, thinned, withDone, withoutDone } from './configuration.ts';
import type { Model } from './model.ts';
import { at } from './numbers.ts';
import { type OpenByClass, openByClass } from './open-by-class.ts';
import type { Course } from './part.ts';
import { type Limits, type Search, STOP_EVERY, tooLong, tooMany } from './search.ts';
import { NO_STATE, type StateTable, stateTable } from './state-table.ts';
import { VisitedSet } from './visited-set.ts';

/** A configuration on the way to a return, and the last step that led to it. */
interface Node extends Configuration {
  readonly from: number;
  readonly by: number;
  /** Whether that step let an observer see what it saw: then it was of use in itself. */
  readonly wasSeen: boolean;
}

/** The first node of a way was led to by no step. */
const NOTHING = -1;

/** So many states are named in a report. */
const NAMED_STATES = 8;

/**
 * The search for any model, after Wing, Gong and Lowe: through the events once, with every
 * configuration that the history so far allows. At a return those that have not counted the
 * operation in try all sequences of open operations that end with it; what need not come before it
 * is left for later. Observers are counted in as soon as they agree with the state.
 */
export function* searchSteps(model: Model<unknown>, course: Course, limits: Limits): Search {
  const table = stateTable(model, course);
  const open = openByClass(course, table);
  const weights = {
    isGain: (operation: number) => course.isObserver[operation] === 1,
    isSpare: (operation: number) =>
      course.isObserver[operation] === 0 && course.isUnsure[operation] === 1,
  };
  let ways: Configuration[] = [{ state: table.initial, reach: 0, done: [] }];
  let effort = 0;
  let stopAt = STOP_EVERY;
  for (let place = 0; place < course.events.length; place++) {
    const event = at(course.events, place);
    effort += ways.length;
    if (event >= 0) {
      open.called(event);
      if (course.isObserver[event] === 1) {
        ways = ways.map((way) => ({ ...way, done: withSeen(table, [event], way) }));
      }
      continue;
    }
    const last = ~event;
    const next: Configuration[] = [];
    const ahead: Node[] = [];
    for (const way of ways) {
      if (way.done.includes(last)) next.push({ ...way, done: withoutDone(way.done, last) });
      else ahead.push({ ...way, from: NOTHING, by: NOTHING, wasSeen: false });
    }
    const visited = new VisitedSet();
    for (let node = ahead.pop(); node; node = ahead.pop()) {
      expand({ table, open, course, visited, last, node, ahead, next });
      if (++effort > limits.effort) return tooLong(limits);
      if (visited.size + next.length > limits.configurations) return tooMany(limits);
      if (effort > stopAt) {
        stopAt = effort + STOP_EVERY;
        yield;
      }
    }
    if (next.length === 0) return { outcome: 'violated', last, possible: named(table, ways) };
    open.returned(last);
    ways = open.withoutCommon(next.length > 1 ? thinned(next, weights) : next);
    if (table.isLarge) ways = renumbered(table, ways);
  }
  return { outcome: 'held' };
}

interface Expansion {
  readonly table: StateTable;
  readonly open: OpenByClass;
  readonly course: Course;
  readonly visited: VisitedSet;
  /** The operation that returns. */
  readonly last: number;
  readonly node: Node;
  readonly ahead: Node[];
  readonly next: Configuration[];
}

function expand({ table, open, course, visited, last, node, ahead, next }: Expansion): void {
  for (const change of open.changes(node.done)) {
    const state = table.step(node.state, change);
    if (state === NO_STATE) continue;
    if (isIdle(table, course, node, change, state)) continue;
    if (change === last && canWait(table, node, last, state)) continue;
    const done = withDone(node.done, change);
    const seen = withSeen(table, open.observers, { state, reach: 0, done });
    const after = { state, reach: 0, done: seen };
    if (change === last || seen.includes(last)) {
      next.push({ ...after, done: withoutDone(seen, last) });
    } else if (visited.add(after)) {
      ahead.push({ ...after, from: node.state, by: change, wasSeen: seen.length > done.length });
    }
  }
}

/**
 * Whether the step before was an unsure operation that made no difference: nobody saw it, and this
 * change leads to the same state without it. Then it may as well never have taken effect.
 */
function isIdle(
  table: StateTable,
  course: Course,
  node: Node,
  change: number,
  state: number,
): boolean {
  if (node.by === NOTHING || node.wasSeen || course.isUnsure[node.by] === 0) return false;
  return table.step(node.from, change) === state;
}

/** Whether the step before could as well follow the operation that returns: then it does. */
function canWait(table: StateTable, node: Node, last: number, state: number): boolean {
  if (node.by === NOTHING || node.wasSeen) return false;
  const without = table.step(node.from, last);
  return without !== NO_STATE && table.step(without, node.by) === state;
}

function withSeen(
  table: StateTable,
  observers: readonly number[],
  { state, done }: Configuration,
): readonly number[] {
  let seen = done;
  for (const observer of observers) {
    if (seen.includes(observer) || table.step(state, observer) === NO_STATE) continue;
    seen = withDone(seen, observer);
  }
  return seen;
}

function named(table: StateTable, ways: readonly Configuration[]): readonly string[] {
  const states = [...new Set(ways.map(({ state }) => state))];
  const names = states.slice(0, NAMED_STATES).map((state) => table.describe(state));
  return states.length > NAMED_STATES ? [...names, 'and others'] : names;
}

function renumbered(table: StateTable, ways: readonly Configuration[]): Configuration[] {
  const numbers = table.keepOnly(new Set(ways.map(({ state }) => state)));
  return ways.map((way) => ({ ...way, state: numbers.get(way.state) ?? NO_STATE }));
}
