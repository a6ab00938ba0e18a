/**
 * Two JSON values are the same value when this is the same primitive. Primitives stand for
 * themselves, which costs nothing; the first character keeps written-out objects apart from
 * strings that look like them.
 */
export function identityOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? `\u0000${written(value)}` : value;
}

/** JSON with the fields of objects in one order. */
export function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  const parts = fields.map(([name, field]) => `${JSON.stringify(name)}:${written(field)}`);
  return `{${parts.join(',')}}`;
}
