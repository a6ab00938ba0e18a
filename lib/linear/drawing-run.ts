import { type Operation, UNSURE } from './operation.ts';

interface Drawn {
  readonly kind: 'register' | 'set';
  readonly values: number;
  readonly seed: string;
  readonly clients: number;
  readonly length: number;
}

interface Run {
  readonly operations: readonly Operation[];
  /** The same with one answer of an observer changed, which is wrong more often than not. */
  readonly changed: readonly Operation[];
}

/** What clients of an object that works would have seen: each operation has its one instant. */
export function drawnRun({ kind, values, seed, clients, length }: Drawn): Run {
  const draw = numbersFrom(seed);
  const free = new Array<number>(clients).fill(0);
  const asked = Array.from({ length }, () => {
    const client = free.indexOf(Math.min(...free));
    const call = (free[client] ?? 0) + 1 + Math.floor(draw() * 4);
    const effect = call + draw() * 20;
    const end = Math.ceil(effect + draw() * 20);
    free[client] = end;
    return { client, call, effect, end, value: Math.floor(draw() * values), isSure: draw() > 0.04 };
  }).sort((one, other) => one.effect - other.effect);

  const elements = new Set<unknown>();
  let held: unknown = null;
  const operations = asked.map(({ client, call, end, value, isSure }): Operation => {
    const own = { client, key: 'k', call, return: isSure ? end : UNSURE };
    const isRead = draw() < 0.5;
    if (kind === 'register') {
      if (isRead) return { ...own, kind: 'read', value: held };
      if (isSure || draw() < 0.5) held = value;
      return { ...own, kind: 'write', value };
    }
    if (isRead) return { ...own, kind: 'has', value: [value, elements.has(value)] };
    const isAdded = draw() < 0.5;
    if (isSure || draw() < 0.5) isAdded ? elements.add(value) : elements.delete(value);
    return { ...own, kind: isAdded ? 'add' : 'remove', value };
  });
  const observers = operations.filter((each) => each.kind === 'read' || each.kind === 'has');
  const victim = observers[Math.floor(draw() * observers.length)];
  const other = observers[Math.floor(draw() * observers.length)];
  const changed = operations.map((each) =>
    each === victim && other ? { ...each, value: other.value } : each,
  );
  return { operations, changed };
}

/** Numbers from 0 to 1 that are the same for the same seed (an xorshift of 32 bits). */
function numbersFrom(seed: string): () => number {
  let state = [...seed].reduce((sum, each) => Math.imul(sum ^ each.charCodeAt(0), 0x5bd1e995), 7);
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x100000000;
  };
}
