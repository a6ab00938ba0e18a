import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../support/errors.ts';
import { judgeFolder, storedVerdicts, type VerdictsFile, verdictsText } from './judge-folder.ts';

export interface Comparison {
  readonly folder: string;
  readonly verdicts: VerdictsFile;
  /** Whether the stored file holds the very bytes that were found now. */
  readonly same: boolean;
  /** What differs, one line each; empty when nothing does. */
  readonly differences: readonly string[];
}

/** Judges a run's or scenario's history again and says how that differs from what is stored. */
export function compareVerdicts(folder: string): readonly Comparison[] {
  return judgeFolder(folder).map(({ folder: found, verdicts }) => {
    const file = storedVerdicts(found);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : null;
    const same = text === verdictsText(verdicts);
    return { folder: found, verdicts, same, differences: same ? [] : difference(text, verdicts) };
  });
}

function difference(stored: string | null, fresh: VerdictsFile): readonly string[] {
  if (stored === null) return ['nothing was stored'];
  let old: Partial<VerdictsFile>;
  try {
    old = JSON.parse(stored) as Partial<VerdictsFile>;
  } catch (error) {
    return [`what was stored cannot be read: ${messageOf(error)}`];
  }
  const lines = (['schema', 'scenario', 'entries', 'cut', 'tries'] as const)
    .filter((key) => !isDeepStrictEqual(old[key], fresh[key]))
    .map((key) => `${key}: ${JSON.stringify(old[key])} is now ${JSON.stringify(fresh[key])}`);
  const before = new Map((old.verdicts ?? []).map((verdict) => [verdict.promise, verdict]));
  for (const verdict of fresh.verdicts) {
    const known = before.get(verdict.promise);
    before.delete(verdict.promise);
    if (isDeepStrictEqual(known, verdict)) continue;
    const was = known ? `${known.outcome} after ${known.trials} trials` : 'not judged';
    lines.push(`${verdict.promise}: ${was}, is now ${verdict.outcome} after ${verdict.trials}`);
  }
  for (const promise of before.keys()) lines.push(`${promise}: is no longer judged`);
  return lines.length > 0 ? lines : ['the same verdicts, written in another way'];
}
