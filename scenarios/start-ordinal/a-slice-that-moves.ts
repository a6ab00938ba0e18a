import type { V1StatefulSet } from '@kubernetes/client-node';
import { minutes, type Scenario, type World } from '../../lib/model/scenario.ts';
import { notWhole } from '../../lib/model/story-view.ts';
import type { Deployment } from '../../lib/model/workload.ts';
import { SLICE_OF } from '../../lib/promises/start-ordinal/slices.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const MEMBERS = 3;

/** The move that start ordinals were made for, by an orchestrator who is never in a hurry. */
export const aSliceThatMoves: Scenario = {
  title: 'A range is handed over from one set to another, from the top and one by one',
  hypothesis: 'What is given up before it is taken up is nowhere twice.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: ['container-runtime-events'],
  tries: ['SS-SOR-006'],
  exclusive: false,
  deadlineMs: minutes(6),
  faults: [],

  async run(world) {
    await world.create((deployment) => [
      slice('here', { replicas: MEMBERS }, deployment),
      slice('there', { replicas: 0, ordinals: { start: MEMBERS } }, deployment),
    ]);
    await world.until('all to be here', (history) => notWhole(history, 'here'));
    for (let ordinal = MEMBERS - 1; ordinal >= 0; ordinal -= 1) {
      await ask(world, 'here', { replicas: ordinal });
      const there = { replicas: MEMBERS - ordinal, ordinals: { start: ordinal } };
      await ask(world, 'there', there);
    }
  },
};

async function ask(world: World, name: string, spec: V1SliceSpec): Promise<void> {
  await world.patch('statefulsets', name, { spec });
  await world.until(`${name} to be as asked for`, (history) => {
    const asked = history.some(
      (entry) => entry.kind === 'set' && entry.name === name && entry.replicas === spec.replicas,
    );
    return asked ? notWhole(history, name) : 'nobody has heard of it';
  });
}

type V1SliceSpec = Partial<Pick<NonNullable<V1StatefulSet['spec']>, 'replicas' | 'ordinals'>>;

function slice(name: string, differs: V1SliceSpec, deployment: Deployment): V1StatefulSet {
  const { metadata, spec, ...set } = benchSet({ name, replicas: 0 }, deployment);
  const labels = { ...metadata?.labels, [SLICE_OF]: 'range' };
  return {
    ...set,
    metadata: { ...metadata, labels },
    ...(spec ? { spec: { ...spec, ...differs } } : {}),
  };
}
