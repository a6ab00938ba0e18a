/** What is wrong with a value, or null: the checks that several models share. */

export function anything(): null {
  return null;
}

export function pairOf(what: string): (value: unknown) => string | null {
  return (value) => (Array.isArray(value) && value.length === 2 ? null : `is no pair: ${what}`);
}

/** Sums of fractions depend on their order, which is what is being looked for. */
export function wholeNumber(value: unknown): string | null {
  return Number.isSafeInteger(value) ? null : 'is no whole number';
}

export function list(value: unknown): string | null {
  return Array.isArray(value) ? null : 'is no list';
}

export function name(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? null : 'is no name or number';
}
