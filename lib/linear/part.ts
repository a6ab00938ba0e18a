import { identityOf, written } from './identity.ts';
import type { Model } from './model.ts';
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
  const observes = (operation: Operation) => model.kinds[operation.kind]?.observes === true;
  const operations = all.filter((each) => each.return !== UNSURE || !observes(each));
  const count = operations.length;
  const callOf = Float64Array.from(operations, ({ call }) => call);
  const returnOf = Float64Array.from(operations, (each) => each.return);
  const isUnsure = Uint8Array.from(returnOf, (time) => (time === UNSURE ? 1 : 0));
  const calls = Array.from(operations, (_, place) => place);
  const returns = calls.filter((place) => isUnsure[place] === 0);
  calls.sort((one, other) => at(callOf, one) - at(callOf, other));
  returns.sort((one, other) => at(returnOf, one) - at(returnOf, other));

  const events = new Int32Array(calls.length + returns.length);
  const calledAt = new Int32Array(count);
  const dueAt = new Int32Array(count).fill(events.length);
  for (let call = 0, back = 0, place = 0; place < events.length; place++) {
    const next = returns[back];
    const called = calls[call];
    const isCall =
      called !== undefined && (next === undefined || at(callOf, called) <= at(returnOf, next));
    if (isCall) {
      calledAt[called] = place;
      events[place] = called;
      call++;
    } else if (next !== undefined) {
      dueAt[next] = place;
      events[place] = ~next;
      back++;
    }
  }
  const isObserver = Uint8Array.from(operations, (each) => (observes(each) ? 1 : 0));
  return { operations, events, calledAt, dueAt, isObserver, isUnsure };
}

/** A number that is known to be there: places are only ever taken from the course itself. */
export function at(numbers: ArrayLike<number>, place: number): number {
  return numbers[place] ?? 0;
}

/** What an operation was, for a reader. */
export function operationText({ client, kind, value, call, return: back }: Operation): string {
  const end = back === UNSURE ? 'unsure' : `returned at ${back}`;
  return `${kind} ${written(value)} by client ${client}, called at ${call}, ${end}`;
}
