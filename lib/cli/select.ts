import type { Suite } from '../model/scenario.ts';
import type { SystemName } from '../model/system.ts';
import { promises } from '../promises/index.ts';
import { type FoundScenario, findScenarios } from '../runner/find-scenarios.ts';
import { UsageError } from '../support/errors.ts';

export interface Selection {
  readonly names: readonly string[];
  readonly suite: Suite | undefined;
  /** Only stories of this real system. */
  readonly workload?: SystemName | undefined;
  readonly promises: readonly string[];
  /** False leaves out what hurts a node or the control plane. */
  readonly nodeFaults?: boolean | undefined;
}

/** The part-th of so many parts, from 1 on. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

/** The stories that a command line asks for; asking for what is not there is an error. */
export async function selectScenarios(wanted: Selection): Promise<FoundScenario[]> {
  const all = await findScenarios();
  for (const name of wanted.names) mustMatch(name, all);
  for (const id of wanted.promises) mustBePromise(id);
  const selected = all.filter(
    ({ id, scenario }) =>
      (wanted.names.length === 0 || wanted.names.some((name) => matches(id, name))) &&
      isOfSuite(scenario.suite, wanted) &&
      (!wanted.workload || scenario.workload.system?.name === wanted.workload) &&
      (wanted.nodeFaults !== false || !scenario.exclusive) &&
      (wanted.promises.length === 0 || wanted.promises.some((p) => scenario.tries.includes(p))),
  );
  if (selected.length > 0) return selected;
  throw new UsageError({
    what: 'no scenario is all of what was asked for',
    lastSeen: `${all.length} scenarios, none with this name, suite and promise at once`,
    tryThis: 'steadfast list',
  });
}

/** Long and short stories lie side by side in their themes, so every n-th is a fair share. */
export function ofShard(
  asked: readonly FoundScenario[],
  { part, of }: Shard,
): readonly FoundScenario[] {
  const selected = asked.filter((_, place) => place % of === part - 1);
  if (selected.length > 0) return selected;
  throw new UsageError({
    what: `shard ${part}/${of} is empty`,
    lastSeen: `${asked.length} stories to be divided`,
    tryThis: `at most ${asked.length} shards`,
  });
}

function isOfSuite(suite: Suite, { suite: wanted, workload }: Selection): boolean {
  if (wanted) return suite === wanted;
  return workload ? suite === 'workloads' : isPlain(suite);
}

/** Plain runs leave out what is broken on purpose, and what needs images of real systems. */
export function isPlain(suite: Suite): boolean {
  return suite !== 'known-bad' && suite !== 'workloads';
}

function matches(id: string, name: string): boolean {
  return id === name || id.startsWith(`${name}/`) || id.split('/')[1] === name;
}

function mustMatch(name: string, all: readonly FoundScenario[]): void {
  if (all.some(({ id }) => matches(id, name))) return;
  throw new UsageError({
    what: `there is no scenario "${name}"`,
    lastSeen: `themes and stories: ${all.map(({ id }) => id).join(', ')}`,
    tryThis: 'steadfast list',
  });
}

function mustBePromise(id: string): void {
  if (promises.some((promise) => promise.id === id)) return;
  const area = id.split('-').slice(0, 2).join('-');
  const near = promises.filter((promise) => promise.id.startsWith(area)).map((p) => p.id);
  throw new UsageError({
    what: `there is no promise "${id}"`,
    ...(near.length > 0 ? { lastSeen: `promises of its area: ${near.join(', ')}` } : {}),
    tryThis: 'steadfast list --promises',
  });
}
