import type { EntryOf, History } from './entry.ts';
import { entriesOf } from './history.ts';

export type VolumeLine = EntryOf<'beat'> | EntryOf<'epoch'>;

/** A member's word that a record is on its disk, taken apart. */
export interface Acknowledgement {
  readonly entry: EntryOf<'op'>;
  readonly claim: string;
  readonly uid: string;
  readonly n: number;
  readonly digest: string;
}

/**
 * Every line of every volume, once, in the order in which they stand there. A line that was read
 * again and found changed stands where it stood, as it was found last.
 */
export function linesOf(history: History): readonly VolumeLine[] {
  const lines = new Map<string, VolumeLine>();
  for (const entry of history) {
    if (entry.kind !== 'beat' && entry.kind !== 'epoch') continue;
    const what = entry.kind === 'beat' ? `${entry.n} ${entry.digest}` : `${entry.foundN}`;
    lines.set(
      `${entry.claim} ${entry.uid} ${entry.kind} ${entry.clock} ${entry.at} ${what}`,
      entry,
    );
  }
  return [...lines.values()];
}

export function acknowledgementsOf(history: History): readonly Acknowledgement[] {
  return entriesOf(history, 'op').flatMap((entry) => {
    const { op, key: claim, value, podUid: uid } = entry;
    if (op !== 'ack' || typeof value !== 'string' || uid === null) return [];
    const [number = '', digest = ''] = value.split(':');
    const n = Number(number);
    return Number.isInteger(n) && digest !== '' ? [{ entry, claim, uid, n, digest }] : [];
  });
}
