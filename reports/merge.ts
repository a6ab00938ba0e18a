import { UsageError } from '../lib/support/errors.ts';
import type { ScenarioResult } from './matrix.ts';
import type { RunFile } from './run-file.ts';

/** A stored run, and what became of each of its scenarios. */
export interface ReadRun {
  readonly folder: string;
  readonly run: RunFile;
  readonly results: readonly ScenarioResult[];
}

/**
 * Several runs as one: the shards of a night, or the same stories with several seeds. They have to
 * have judged the same thing, or the sum would be a verdict on nothing.
 */
export function merged(runs: readonly [ReadRun, ...ReadRun[]]): Omit<ReadRun, 'folder'> {
  const [first, ...others] = runs;
  for (const other of others) mustMatch(first, other);
  const all = runs.map(({ run }) => run);
  const twice = repeated(all.flatMap(({ plan }) => plan.map(({ id }) => id)));
  const nameIn = (seed: string, id: string) => (twice.has(id) ? `${id}@${seed}` : id);
  const ends = all.map(({ endedAt }) => endedAt);
  return {
    run: {
      ...first.run,
      id: all.map(({ id }) => id).join('+'),
      seed: [...new Set(all.map(({ seed }) => seed))].join('+'),
      startedAt: all.map(({ startedAt }) => startedAt).sort()[0] ?? first.run.startedAt,
      endedAt: ends.includes(null) ? null : (ends.sort().at(-1) ?? null),
      status: worst(all.map(({ status }) => status)),
      options: { ...first.run.options, strict: all.some(({ options }) => options.strict === true) },
      plan: all.flatMap(({ plan, seed }) =>
        plan.map((planned) => ({ ...planned, id: nameIn(seed, planned.id) })),
      ),
      scenarios: all.flatMap(({ scenarios, seed }) =>
        scenarios.map((told) => ({ ...told, id: nameIn(seed, told.id) })),
      ),
      stuck: all.flatMap(({ stuck }) => stuck),
    },
    results: runs.flatMap(({ run: { seed }, results }) =>
      results.map((result) => ({
        ...result,
        planned: { ...result.planned, id: nameIn(seed, result.planned.id) },
        run: { ...result.run, id: nameIn(seed, result.run.id) },
      })),
    ),
  };
}

function mustMatch(one: ReadRun, other: ReadRun): void {
  const facts = ({ run: { subject, suite } }: ReadRun) => ({
    suite: `${suite.version} ${suite.commit ?? ''}`.trim(),
    provider: subject.provider,
    Kubernetes: subject.kubernetes,
    timers: subject.timers.name,
  });
  const [before, after] = [facts(one), facts(other)];
  for (const [name, value] of Object.entries(before)) {
    const differs = after[name as keyof typeof after];
    if (differs === value) continue;
    throw new UsageError({
      what: `${one.folder} and ${other.folder} cannot be one report`,
      lastSeen: `${name}: ${value} and ${differs}`,
      tryThis: 'steadfast compare, which sets two runs side by side',
    });
  }
}

function repeated(ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.filter((id, place) => ids.indexOf(id) !== place));
}

function worst(all: readonly RunFile['status'][]): RunFile['status'] {
  if (all.includes('running')) return 'running';
  return all.includes('interrupted') ? 'interrupted' : 'finished';
}
