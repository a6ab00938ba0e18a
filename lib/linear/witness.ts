import { identityOf } from './identity.ts';
import type { Model } from './model.ts';
import { at } from './numbers.ts';
import { type Operation, UNSURE } from './operation.ts';
import { courseOf, type Part } from './part.ts';
import type { Finding } from './search.ts';
import { withoutNeedless } from './without-needless.ts';

/** Why a history is no linearizable one. */
export interface Witness {
  readonly key: Operation['key'];
  /** Up to this return the history cannot be linearized; up to the return before it can be. */
  readonly last: Operation;
  /** How many operations on the key (or element) had been called by then. */
  readonly prefix: number;
  /** The operations concerned, by call: few, though not always the fewest. */
  readonly operations: readonly Operation[];
  /** What the object may have been just before; empty where the operations say it themselves. */
  readonly possible: readonly string[];
}

export interface Violation {
  readonly model: Model<unknown>;
  readonly part: Part;
  readonly last: Operation;
  readonly possible: readonly string[];
  readonly search: (part: Part) => Promise<Finding>;
}

interface Prefix {
  readonly operations: readonly Operation[];
  /** Those of them that had not returned when the last one did. */
  readonly open: ReadonlySet<Operation>;
}

export async function witnessOf(violation: Violation): Promise<Witness> {
  const { part, last, possible } = violation;
  const prefix = prefixTo(violation);
  const concerned = part.isPlain
    ? await fewest(violation, prefix)
    : around(violation.model, last, prefix.operations);
  const operations = [...concerned].sort((one, other) => one.call - other.call);
  return { key: part.key, last, prefix: prefix.operations.length, operations, possible };
}

/**
 * A history stays linearizable when all operations on one value are taken out of it, or any read.
 * So what cannot be linearized without them did not need them to be wrong.
 */
async function fewest(
  { model, part, search }: Violation,
  prefix: Prefix,
): Promise<readonly Operation[]> {
  const { open } = prefix;
  const isWrong = async (operations: readonly Operation[]) => {
    const cut = operations.map((each) => (open.has(each) ? { ...each, return: UNSURE } : each));
    return (await search({ ...part, operations: cut })).outcome === 'violated';
  };
  const groups = new Map<unknown, Operation[]>();
  for (const operation of prefix.operations) {
    const plain = model.plain?.(operation) ?? { sees: undefined };
    const value = identityOf(model.identify('sees' in plain ? plain.sees : plain.leaves));
    const group = groups.get(value);
    if (group) group.push(operation);
    else groups.set(value, [operation]);
  }
  const values = await withoutNeedless([...groups.values()], (left) => isWrong(left.flat()));
  const operations = values.flat();
  const isRead = (operation: Operation) => model.kinds[operation.kind]?.observes === true;
  const changes = operations.filter((operation) => !isRead(operation));
  const reads = await withoutNeedless(operations.filter(isRead), (left) =>
    isWrong([...changes, ...left]),
  );
  return [...changes, ...reads];
}

/** As it stood right after the last return; of several at one instant some may come later. */
function prefixTo({ model, part, last }: Violation): Prefix {
  const { operations, calledAt, dueAt } = courseOf(model, part.operations);
  const end = at(dueAt, operations.indexOf(last));
  return {
    operations: operations.filter((_, place) => at(calledAt, place) < end),
    open: new Set(operations.filter((_, place) => at(dueAt, place) > end)),
  };
}

/** What overlaps the last operation, and the latest changes that were over before it began. */
function around(
  model: Model<unknown>,
  last: Operation,
  prefix: readonly Operation[],
): readonly Operation[] {
  const isOver = (each: Operation) => each.return !== UNSURE && each.return < last.call;
  const changes = prefix.filter(
    (each) => isOver(each) && model.kinds[each.kind]?.observes === false,
  );
  const latest = changes.reduce((time, { call }) => Math.max(time, call), 0);
  return prefix.filter(
    (each) => !isOver(each) || (each.return >= latest && changes.includes(each)),
  );
}
