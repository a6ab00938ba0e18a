import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { CAPABILITIES } from '../model/cluster.ts';
import type { SubjectFacts } from '../model/history.ts';

const row = {
  promise: z.string().regex(/^SS-[A-Z]{3}-\d{3}$/),
  reason: z.string().min(10),
};
/** Bounds of a version, all of which have to hold: '>=1.27 <1.29'. */
const bounds = z.string().regex(/^(>=|<)\d+\.\d+(\.\d+)?( (>=|<)\d+\.\d+(\.\d+)?)*$/);

const rowSchema = z.union([
  z.strictObject({
    ...row,
    provider: z.enum(['kind', 'embedded', 'existing']),
    versions: z.literal('*').or(bounds),
    /** What the subject was probed for and has not. */
    capability: z.enum(CAPABILITIES),
  }),
  // What a release has not yet, nobody's cluster of that release has.
  z.strictObject({ ...row, provider: z.literal('any'), versions: bounds }),
]);

/** A promise that one kind of subject cannot be held to, and why. */
export type NotApplicable = Readonly<z.infer<typeof rowSchema>>;

let rows: readonly NotApplicable[] | null = null;

/** What the list says; there is no other way for a promise to be not applicable. */
export function notApplicableRows(): readonly NotApplicable[] {
  const file = new URL('../promises/not-applicable.yaml', import.meta.url);
  rows ??= z.array(rowSchema).parse(parse(readFileSync(file, 'utf8')));
  return rows;
}

/** The listed reason, when the subject is such a one and was found to lack the capability. */
export function whyNotApplicable(
  listed: readonly NotApplicable[],
  promise: string,
  subject: SubjectFacts,
): string | null {
  const row = listed.find(
    (candidate) =>
      candidate.promise === promise &&
      isWithin(candidate.versions, subject.kubernetes) &&
      (candidate.provider === 'any' ||
        (candidate.provider === subject.provider &&
          !subject.capabilities.includes(candidate.capability))),
  );
  if (!row) return null;
  const because =
    row.provider === 'any' ? `is of ${subject.kubernetes}` : `lacks ${row.capability}`;
  return `${row.reason} (the subject ${because})`;
}

function isWithin(bounds: string, version: string | null): boolean {
  if (bounds === '*') return true;
  if (version === null) return false;
  return bounds.split(' ').every((bound) => {
    const atLeast = bound.startsWith('>=');
    const isAtLeast = compare(version, bound.replace(/^(>=|<)/, '')) >= 0;
    return atLeast ? isAtLeast : !isAtLeast;
  });
}

function compare(one: string, other: string): number {
  const [numbers, others] = [one, other].map((version) =>
    version.replace(/^v/, '').split(/[.+-]/).slice(0, 3).map(Number),
  );
  for (let place = 0; place < 3; place += 1) {
    const difference = (numbers?.[place] ?? 0) - (others?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
