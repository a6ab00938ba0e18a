import { exitCodeOf } from '../lib/judge/outcome.ts';
import type { PromiseRow, Report } from './report.ts';
import type { RunFile } from './run-file.ts';
import { plural, shortList } from './words.ts';

const MOST_NAMED = 4;

/** The exit code of a run, and the sentence that a reader sees first. */
export function verdictOf(run: RunFile, rows: readonly PromiseRow[]): Report['verdict'] {
  const strict = isStrict(run);
  const levels = new Map(rows.map(({ id, level }) => [id, level]));
  const exitCode = exitCodeOf({
    verdicts: rows.map(({ id, ...row }) => ({ promise: id, ...row })),
    levelOf: (promise) => levels.get(promise) ?? 'MUST',
    strict,
    broke: run.scenarios.some(({ state }) => state === 'error'),
    faultLeftBehind: run.stuck.length > 0,
  });
  const { outcome, says } = SENTENCES[exitCode](run, rows);
  return { outcome, exitCode, says: `${says}${unfinished(run)}` };
}

export function isStrict(run: RunFile): boolean {
  return run.options.strict === true;
}

type Sentence = (run: RunFile, rows: readonly PromiseRow[]) => Omit<Report['verdict'], 'exitCode'>;

const SENTENCES: Readonly<Record<0 | 1 | 2 | 3 | 4, Sentence>> = {
  0: (_, rows) => {
    const held = rows.filter(({ standing }) => standing === 'held');
    const trials = held.reduce((sum, row) => sum + row.trials, 0);
    const which = held.length === 1 ? 'the one promise that was tried' : 'everything tried';
    return {
      outcome: 'held',
      says: `${which} held: ${plural(held.length, 'promise')}, ${plural(trials, 'trial')}`,
    };
  },
  1: (_, rows) => {
    const violated = gating(rows, 'violated');
    const [only] = violated;
    const says =
      only && violated.length === 1
        ? `${only.id} was violated: ${only.statement}`
        : `${violated.length} promises were violated: ${named(violated)}`;
    return { outcome: 'violated', says };
  },
  2: (_, rows) => {
    const owing = gating(rows, 'unknown').filter(({ owed }) => owed);
    if (owing.length === 0) {
      return { outcome: 'unknown', says: 'no promise that counts was held, so nothing is proved' };
    }
    const [which, are] =
      owing.length === 1 ? ['a promise', 'is'] : [`${owing.length} promises`, 'are'];
    const says = `${which} that this run set out to try ${are} not proved`;
    return { outcome: 'unknown', says: `${says}: ${named(owing)}` };
  },
  3: (run, rows) => {
    const broken = run.scenarios.filter(({ state }) => state === 'error').map(({ id }) => id);
    const where = broken.length > 0 ? shortList(broken, MOST_NAMED) : named(gating(rows, 'error'));
    return {
      outcome: 'error',
      says: `the suite or the host broke, which is no verdict on Kubernetes: ${where}`,
    };
  },
  4: (run, rows) => {
    const faults = run.stuck.map(({ fault, scenario }) =>
      scenario ? `${fault} of ${scenario}` : fault,
    );
    const violated = gating(rows, 'violated');
    const also = violated.length > 0 ? `; violated: ${named(violated)}` : '';
    return {
      outcome: 'fault-left-behind',
      says: `the cluster still carries ${shortList(faults, MOST_NAMED)}: steadfast heal${also}`,
    };
  },
};

/** What stopped early has proved less than it set out to, whatever the rest says. */
function unfinished({ status, scenarios }: RunFile): string {
  const left = scenarios.filter(({ state }) => state === 'not-run' || state === 'aborted').length;
  const missing = left > 0 ? `, ${plural(left, 'scenario')} not played to the end` : '';
  if (status === 'interrupted') return `; the run was interrupted${missing}`;
  if (status === 'running') return `; the run never came to its end${missing}`;
  return left > 0 ? `; ${plural(left, 'scenario')} not played to the end` : '';
}

function gating(rows: readonly PromiseRow[], standing: PromiseRow['standing']): PromiseRow[] {
  return rows.filter((row) => row.gates && row.standing === standing);
}

function named(rows: readonly PromiseRow[]): string {
  return shortList(
    rows.map(({ id }) => id),
    MOST_NAMED,
  );
}
