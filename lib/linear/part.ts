import { identityOf, written } from './identity.ts';
import type { Model } from './model.ts';
import { at, sortPlaces } from './numbers.ts';
import { type Operation, UNSURE } from './operation.ts';

/** Operations that stand for themselves: no other part of the history bears on them. */
export interface Part {
  readonly key: Operation['key'];
  readonly operations: readonly Operation[];
  /** True when every operation only sees or replaces the whole state. */
  readonly isPlain: boolean;
}

/**
 * A history is linearizable exactly when what was done to each object is (Herlihy and Wing's
 * locality), so the search never mixes keys, nor elements that do not touch each other.
 */
export function partsOf(model: Model<unknown>, operations: readonly Operation[]): readonly Part[] {
  return [...grouped(operations, ({ key }) => key)].flatMap(([key, ofKey]) =>
    partsOfKey(model, ofKey).map((own) => ({
      key,
      operations: own,
      isPlain: isPlain(model, own),
    })),
  );
}

function partsOfKey(
  model: Model<unknown>,
  ofKey: readonly Operation[],
): readonly (readonly Operation[])[] {
  const isAboutOne = (operation: Operation) => model.elementOf?.(operation) !== undefined;
  if (!model.elementOf || !ofKey.every(isAboutOne)) return [ofKey];
  return [...grouped(ofKey, (operation) => identityOf(model.elementOf?.(operation))).values()];
}

/** Where several elements are in one part, none of them is the whole state. */
function isPlain(model: Model<unknown>, own: readonly Operation[]): boolean {
  if (!model.plain) return false;
  if (model.elementOf && own.some((each) => model.elementOf?.(each) === undefined)) return false;
  return own.every((operation) => model.plain?.(operation) !== null);
}

function grouped<Key>(
  operations: readonly Operation[],
  keyOf: (operation: Operation) => Key,
): ReadonlyMap<Key, readonly Operation[]> {
  const groups = new Map<Key, Operation[]>();
  for (const operation of operations) {
    const key = keyOf(operation);
    const group = groups.get(key);
    if (group) group.push(operation);
    else groups.set(key, [operation]);
  }
  return groups;
}

/** A part laid out for a search: operations by number, and their calls and returns in order. */
export interface Course {
  readonly operations: readonly Operation[];
  /** Calls as the operation's number, returns as its complement (~number), by time. */
  readonly events: Int32Array;
  /** The place among the events of each call, and of each return; for an unsure one, after all. */
  readonly calledAt: Int32Array;
  readonly dueAt: Int32Array;
  readonly isObserver: Uint8Array;
  readonly isUnsure: Uint8Array;
}

/**
 * Observers whose answer never came say nothing and are left out. A call and a return of one
 * instant count as concurrent: nobody knows which was first, and a guess might be wrong.
 */
export function courseOf(model: Model<unknown>, all: readonly Operation[]): Course {
  const observing = new Set(Object.keys(model.kinds).filter((kind) => model.kinds[kind]?.observes));
  const operations = all.filter((each) => each.return !== UNSURE || !observing.has(each.kind));
  const count = operations.length;
  const callOf = new Float64Array(count);
  const returnOf = new Float64Array(count);
  const isObserver = new Uint8Array(count);
  const isUnsure = new Uint8Array(count);
  const calls: number[] = [];
  const returns: number[] = [];
  for (const operation of operations) {
    const place = calls.length;
    callOf[place] = operation.call;
    returnOf[place] = operation.return;
    isObserver[place] = observing.has(operation.kind) ? 1 : 0;
    isUnsure[place] = operation.return === UNSURE ? 1 : 0;
    calls.push(place);
    if (operation.return !== UNSURE) returns.push(place);
  }
  sortPlaces(calls, callOf);
  sortPlaces(returns, returnOf);
  return { operations, isObserver, isUnsure, ...eventsOf({ calls, returns, callOf, returnOf }) };
}

interface Sorted {
  readonly calls: readonly number[];
  readonly returns: readonly number[];
  readonly callOf: Float64Array;
  readonly returnOf: Float64Array;
}

function eventsOf({ calls, returns, callOf, returnOf }: Sorted) {
  const events = new Int32Array(calls.length + returns.length);
  const calledAt = new Int32Array(calls.length);
  const dueAt = new Int32Array(calls.length).fill(events.length);
  for (let call = 0, back = 0, place = 0; place < events.length; place++) {
    const next = returns[back];
    const called = calls[call];
    if (called !== undefined && (next === undefined || at(callOf, called) <= at(returnOf, next))) {
      calledAt[called] = place;
      events[place] = called;
      call++;
    } else if (next !== undefined) {
      dueAt[next] = place;
      events[place] = ~next;
      back++;
    }
  }
  return { events, calledAt, dueAt };
}

/** What an operation was, for a reader. */
export function operationText({ client, kind, value, call, return: back }: Operation): string {
  const end = back === UNSURE ? 'unsure' : `returned at ${back}`;
  return `${kind} ${written(value)} by client ${client}, called at ${call}, ${end}`;
}
