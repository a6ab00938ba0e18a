import type { FoldedVerdict } from '../lib/judge/outcome.ts';
import type { Matrix, Named } from './matrix.ts';
import type { PromiseRow, Standing } from './report.ts';
import { list, times } from './words.ts';

/** A row per promise: its outcome over all scenarios, and that outcome as one would say it. */
export function promiseRows(
  promises: readonly Named[],
  folded: ReadonlyMap<string, FoldedVerdict>,
  matrix: Matrix,
  strict: boolean,
): readonly PromiseRow[] {
  const cellsOf = new Map(matrix.map(({ promise, cells }) => [promise, cells]));
  return promises.map((promise) => {
    const { id, level, statement, source, since } = promise;
    const cells = cellsOf.get(id) ?? [];
    const fold = folded.get(id) ?? { outcome: 'unknown', trials: 0, owed: false };
    const { outcome, trials, owed } = fold;
    const standing = standingOf(promise, fold, cells);
    const reason = reasonOf(outcome, cells);
    const gates = level === 'MUST' || (level === 'SHOULD' && strict);
    const says = inWords(standing, { trials, owed, reason });
    const row = { id, level, statement, source, since, outcome, standing, says };
    return { ...row, gates, owed, trials, reason };
  });
}

type Cells = Matrix[number]['cells'];
type Fold = Pick<FoldedVerdict, 'outcome' | 'trials' | 'owed'>;

function standingOf({ level }: Named, fold: Fold, cells: Cells): Standing {
  if (fold.outcome === 'violated' && level === 'INFORMATIONAL') return 'changed';
  // A doubt that nobody owed is no failure, but it is not silence either.
  const silent =
    !fold.owed && cells.every(({ trials, outcome }) => trials + doubtful(outcome) === 0);
  return fold.outcome === 'unknown' && silent ? 'untried' : fold.outcome;
}

function doubtful(outcome: Cells[number]['outcome']): number {
  return outcome === 'unknown' ? 1 : 0;
}

function reasonOf(outcome: PromiseRow['outcome'], cells: Cells): string | null {
  if (outcome === 'held' || outcome === 'violated') return null;
  const same = cells.filter((cell) => cell.outcome === outcome);
  const reasons = [...new Set(same.flatMap(({ reason }) => (reason === null ? [] : [reason])))];
  return reasons.length > 0 ? reasons.join('; ') : null;
}

function inWords(
  standing: Standing,
  { trials, owed, reason }: { trials: number; owed: boolean; reason: string | null },
): string {
  if (standing === 'held' || standing === 'violated') return `${standing}, ${times(trials)}`;
  if (standing === 'changed') return `changed, ${times(trials)}: not what it used to do`;
  if (standing === 'not-applicable') return `not applicable: ${reason ?? 'no reason was given'}`;
  if (standing === 'error') return `error: ${reason ?? 'the suite or the host broke'}`;
  if (standing === 'untried') return 'unknown: nothing in this run put it to the test';
  const why = [
    ...(reason ? [reason] : []),
    ...(trials > 0 ? [`${times(trials)}, but not every trial could be judged`] : []),
  ];
  if (why.length > 0) return `unknown: ${list(why)}`;
  return owed
    ? 'unknown: a scenario set out to try it and nothing put it to the test'
    : 'unknown: what was seen could not be judged';
}
