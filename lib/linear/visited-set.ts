import type { Configuration } from './configuration.ts';

/** So many are compared one by one, which is faster than writing each of them down. */
const FEW = 12;

/** The configurations that one return has led to. */
export class VisitedSet {
  readonly #few: Configuration[] = [];
  readonly #many = new Set<string>();

  get size(): number {
    return this.#few.length + this.#many.size;
  }

  /** True when it was not there yet. */
  add(configuration: Configuration): boolean {
    if (this.#few.some((other) => isSame(other, configuration))) return false;
    if (this.#few.length < FEW) {
      this.#few.push(configuration);
      return true;
    }
    const text = `${configuration.state} ${configuration.done.join()}`;
    if (this.#many.has(text)) return false;
    this.#many.add(text);
    return true;
  }
}

function isSame(one: Configuration, other: Configuration): boolean {
  return (
    one.state === other.state &&
    one.done.length === other.done.length &&
    one.done.every((operation, place) => operation === other.done[place])
  );
}
