import { isDeepStrictEqual } from 'node:util';
import { messageIn, type PlainAnswer, sendRequest } from '../../cluster/send-request.ts';
import { type ApiProbe, type DueAnswer, valueAt, withEdits } from '../../model/api-probe.ts';
import type { World } from '../../model/scenario.ts';
import type { Deployment } from '../../model/workload.ts';
import { HarnessError } from '../../support/errors.ts';
import { waitFor } from '../../support/wait.ts';
import { type BenchSetOptions, benchSet } from '../../workloads/bench-set.ts';
import type { Stage } from '../stage.ts';
import type { Desk } from './desk.ts';
import { askPlainly, pathOf } from './objects.ts';

const BENCH = 'bench';
const SETS = 'statefulsets';
const PLAIN: BenchSetOptions = {
  ...{ name: BENCH, replicas: 0, templates: ['data'], policy: 'OrderedReady' },
};

interface Bench {
  readonly metadata: { readonly resourceVersion: string; readonly generation: number };
  readonly spec: object;
  readonly status?: { readonly observedGeneration?: number };
}

/** Asks the API server one question after the other, about a set that has no members. */
export function questionsOf({ stage, verb }: Desk, deployment: Deployment): Pick<World, 'ask'> {
  return {
    async ask(probes) {
      verb('ask', `asking the API server ${probes.length} questions`, { count: probes.length });
      const path = pathOf(stage, SETS);
      const bench = benchSet(PLAIN, deployment);
      const asked = { verb: 'create', resource: SETS, name: BENCH } as const;
      const made = await askPlainly(stage, asked, { method: 'POST', path, body: bench });
      if (made.code >= 300)
        throw new HarnessError({ what: `no ${BENCH}: ${messageIn(made.body)}` });
      await steady(stage);
      for (const probe of probes) {
        const { when } = probe;
        if (when && stage.cluster.can(when.capability) !== when.is) continue;
        if (probe.ask === 'create') await askToCreate(stage, probe, bench);
        else await askToUpdate(stage, probe);
      }
      const last = { verb: 'delete', resource: SETS, name: BENCH } as const;
      await askPlainly(stage, last, { method: 'DELETE', path: pathOf(stage, SETS, BENCH) });
    },
  };
}

async function askToCreate(stage: Stage, probe: ApiProbe, bench: object): Promise<void> {
  const { name, edits, due } = probe;
  // Under a name of its own, so that nothing is refused for being there already.
  const body = withEdits(bench, { 'metadata.name': `${BENCH}-asked`, ...edits });
  const path = `${pathOf(stage, SETS)}?dryRun=All`;
  const asked = { verb: 'create', resource: SETS, name: BENCH, dryRun: true, probe: name } as const;
  await askPlainly(stage, asked, { method: 'POST', path, body }, (answer) => ({
    finds: findingsOf(answer, due.finds),
  }));
}

async function askToUpdate(stage: Stage, probe: ApiProbe): Promise<void> {
  const { name, edits, due, forReal = false, version } = probe;
  const subresource = probe.ask === 'status' ? 'status' : null;
  const before = await steady(stage);
  const own = pathOf(stage, SETS, BENCH);
  if (version === 'stale') await touch(stage);
  const named = version === 'none' ? { 'metadata.resourceVersion': null } : {};
  const body = withEdits(before, { ...named, ...edits });
  const path = `${own}${subresource ? `/${subresource}` : ''}${forReal ? '' : '?dryRun=All'}`;
  const asked = { verb: 'update', resource: SETS, name: BENCH, dryRun: !forReal } as const;
  const about = { ...asked, subresource, probe: name };
  await askPlainly(stage, about, { method: 'PUT', path, body }, async (answer) => {
    const after = await readBench(stage);
    return {
      finds: findingsOf(answer, due.finds),
      generationGrows: after.metadata.generation - before.metadata.generation,
      unchanged: isDeepStrictEqual(specOf(before), specOf(after)),
    };
  });
}

/** The set as it is once its controller has nothing left to write about it. */
async function steady(stage: Stage): Promise<Bench> {
  return await waitFor({
    what: `${BENCH} to have been seen by its controller`,
    limit: 'podReadyMs',
    signal: stage.signal,
    read: () => readBench(stage),
    until: ({ metadata, status }) => (status?.observedGeneration ?? 0) >= metadata.generation,
    describe: ({ metadata, status }) => {
      return `generation ${metadata.generation}, seen ${status?.observedGeneration ?? 'none'}`;
    },
    everyMs: 50,
  });
}

/** Somebody else's write in between: what was read before it is stale from then on. */
async function touch(stage: Stage): Promise<void> {
  const body = {
    metadata: { annotations: { 'steadfast.dev/touched': `${stage.notebook.now()}` } },
  };
  const asked = { verb: 'patch', resource: SETS, name: BENCH } as const;
  await askPlainly(stage, asked, { method: 'PATCH', path: pathOf(stage, SETS, BENCH), body });
}

async function readBench(stage: Stage): Promise<Bench> {
  const path = pathOf(stage, SETS, BENCH);
  const { signal } = stage;
  const { code, body } = await sendRequest(stage.api.config, { method: 'GET', path, signal });
  if (code === 200) return body as Bench;
  throw new HarnessError({ what: `${BENCH} cannot be read`, lastSeen: messageIn(body) });
}

function specOf({ spec, metadata }: Bench) {
  return { spec, generation: metadata.generation };
}

function findingsOf({ code, body }: PlainAnswer, finds: DueAnswer['finds'] = {}) {
  if (code >= 300) return {};
  return Object.fromEntries(Object.keys(finds).map((path) => [path, valueAt(body, path)]));
}
