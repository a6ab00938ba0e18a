import { type Configuration, thinned, withDone, withoutDone } from './configuration.ts';
import type { Model } from './model.ts';
import { at } from './numbers.ts';
import { type OpenByState, openByState, UNREAD } from './open-by-state.ts';
import type { Course } from './part.ts';
import { type Limits, type Search, STOP_EVERY, tooLong, tooMany } from './search.ts';

/**
 * The search for parts in which every operation reads the whole state or replaces it. It goes
 * through the events once and decides at each return, never before, how that operation took effect.
 *
 * A write that nobody needs to see has to take effect too. It is never placed: it can go right
 * before any later write, where it is overwritten at once. So a configuration only remembers in
 * `reach` where its last write took effect, and every open write called before that is free to be
 * buried there, with open reads of its value behind it, or to be used later. That keeps the number
 * of configurations near that of the values in play, where a plain search would try all subsets.
 */
export function* searchPlain(model: Model<unknown>, course: Course, limits: Limits): Search {
  const open = openByState(model, course);
  const weights = {
    isGain: (operation: number) => course.isObserver[operation] === 1,
    isSpare: (operation: number) => course.isObserver[operation] === 0,
  };
  let ways: Configuration[] = [{ state: open.stateAfter(open.initial, -1), reach: -1, done: [] }];
  let effort = 0;
  let stopAt = STOP_EVERY;
  for (let place = 0; place < course.events.length; place++) {
    const event = at(course.events, place);
    effort += ways.length;
    if (effort > limits.effort) return tooLong(limits);
    if (effort > stopAt) {
      stopAt = effort + STOP_EVERY;
      yield;
    }
    if (event >= 0) {
      open.called(event);
      if (course.isObserver[event] === 1) readWhereSeen(open, ways, event);
      continue;
    }
    const operation = ~event;
    const isRead = course.isObserver[operation] === 1;
    const next: Configuration[] = [];
    for (const way of ways) {
      const done = withoutDone(way.done, operation);
      if (done !== way.done) {
        next.push({ state: way.state, reach: way.reach, done });
      } else if (isRead) {
        readReturns(open, way, operation, place, next);
      } else {
        writeReturns(open, way, operation, place, next);
      }
    }
    if (next.length === 0) return { outcome: 'violated', last: operation, possible: [] };
    open.returned(operation);
    ways = forgetful(open, next, operation, place);
    if (ways.length > 1) ways = thinned(ways, weights);
    if (ways.length > limits.configurations) return tooMany(limits);
  }
  return { outcome: 'held' };
}

/** A read that finds its value takes it at once: waiting could only lose it. */
function readWhereSeen(open: OpenByState, ways: Configuration[], read: number): void {
  const state = open.stateOf(read);
  for (const [place, way] of ways.entries()) {
    if (way.state !== state) continue;
    ways[place] = { state, reach: way.reach, done: withDone(way.done, read) };
  }
}

/** A read returns that has not found its value yet: an open write must bring it. */
function readReturns(
  open: OpenByState,
  way: Configuration,
  read: number,
  place: number,
  next: Configuration[],
): void {
  const state = open.stateOf(read);
  const fresh = open.writeOf(state, way.done, place);
  if (fresh === null) return;
  const after = withoutDone(open.withReads(withDone(way.done, fresh), state, place), read);
  next.push({ state, reach: place, done: after });
  if (open.calledAt(read) >= way.reach) return;
  // Both were called before the last write took effect, so both may have their place before it.
  const buried = open.writeOf(state, way.done, way.reach);
  if (buried === null) return;
  const behind = withoutDone(open.withReads(withDone(way.done, buried), state, way.reach), read);
  next.push({ state: way.state, reach: way.reach, done: behind });
}

/** A write returns that has not been placed: before the last write, or now. */
function writeReturns(
  open: OpenByState,
  way: Configuration,
  write: number,
  place: number,
  next: Configuration[],
): void {
  const state = open.stateOf(write);
  const canBury = open.calledAt(write) < way.reach;
  if (canBury) {
    next.push({
      state: way.state,
      reach: way.reach,
      done: open.withReads(way.done, state, way.reach),
    });
  }
  const after = open.stateAfter(state, place);
  // Nobody will read it any more: to be buried is all that it can be good for.
  if (canBury && after === UNREAD) return;
  next.push({ state: after, reach: place, done: open.withReads(way.done, state, place) });
}

/**
 * Values that no later read returns are all one to the search: the last read of a value takes the
 * value itself, and what was known of its writes, out of every configuration.
 */
function forgetful(
  open: OpenByState,
  ways: Configuration[],
  returned: number,
  place: number,
): Configuration[] {
  const state = open.stateOf(returned);
  if (!open.isLastRead(returned)) return open.withoutCommon(ways);
  open.forget(state);
  return ways.map((way) => ({
    state: open.stateAfter(way.state, place),
    reach: way.reach,
    done: way.done.filter((each) => open.stateOf(each) !== state),
  }));
}
