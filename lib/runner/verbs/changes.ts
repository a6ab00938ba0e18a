import type { KubernetesObject } from '@kubernetes/client-node';
import type { World } from '../../model/scenario.ts';
import { HarnessError } from '../../support/errors.ts';
import { createObject, deleteSet, patchScale, patchSet } from '../requests.ts';
import type { Desk } from './desk.ts';
import { settleAt } from './waits.ts';

type Changes = Pick<
  World,
  'start' | 'scaleTo' | 'rollOut' | 'setUpdatePartition' | 'edit' | 'deleteSet' | 'recreateSet'
>;

/** The verbs that change what the set is asked to be: what a user or an operator does. */
export function changesOf(desk: Desk, manifest: readonly KubernetesObject[]): Changes {
  const { stage, verb, waitUntil } = desk;
  const { view, workload } = stage;
  const { set } = workload;
  let rollouts = 0;

  return {
    async start() {
      verb('start', `creating ${workload.name} with ${workload.replicas} members`);
      for (const object of manifest) await createObject(stage, object);
      await settleAt(desk);
    },

    async scaleTo(replicas) {
      const from = view.set()?.replicas ?? null;
      verb('scale', `scaling ${set} from ${from} to ${replicas}`, { from, to: replicas });
      await patchScale(stage, replicas);
      await waitUntil(`the scale of ${set} to be seen`, 'podReadyMs', () =>
        view.set()?.replicas === replicas ? null : 'the old spec',
      );
      await settleAt(desk);
    },

    async rollOut({ updatePartition }) {
      rollouts += 1;
      verb('roll-out', `a new revision above update partition ${updatePartition}`, {
        updatePartition,
      });
      const annotations = { 'steadfast.dev/rollout': `${rollouts}` };
      const generation = await patchSet(stage, {
        spec: {
          updateStrategy: { rollingUpdate: { partition: updatePartition } },
          template: { metadata: { annotations } },
        },
      });
      await seen(desk, generation);
    },

    async setUpdatePartition(updatePartition) {
      verb('update-partition', `moving the update partition to ${updatePartition}`, {
        updatePartition,
      });
      const generation = await patchSet(stage, {
        spec: { updateStrategy: { rollingUpdate: { partition: updatePartition } } },
      });
      await seen(desk, generation);
    },

    async edit(what, spec) {
      verb('edit', `changing ${set}: ${what}`, { fields: Object.keys(spec) });
      await seen(desk, await patchSet(stage, { spec }));
    },

    async deleteSet() {
      const now = view.set();
      if (!now) throw new HarnessError({ what: `there is no ${set} to delete` });
      verb('delete-set', `deleting ${set}`, { uid: now.uid });
      await deleteSet(stage, now.uid);
      await waitUntil(`${set} and its pods to go`, 'garbageMs', () => {
        if (view.set()) return 'the set is still there';
        const left = view.members().map(({ pod }) => pod.name);
        return left.length > 0 ? `still there: ${left.join(', ')}` : null;
      });
    },

    async recreateSet() {
      verb('recreate-set', `creating ${set} again, from the same manifest`);
      const object = manifest.find(({ kind }) => kind === 'StatefulSet');
      if (!object) throw new HarnessError({ what: `${workload.name} has no StatefulSet` });
      await createObject(stage, object);
      await settleAt(desk);
    },
  };
}

/** A change is made when the controller has seen it: until then its status speaks of the past. */
async function seen({ stage, waitUntil }: Desk, generation: number): Promise<void> {
  await waitUntil(`the controller to see generation ${generation}`, 'podReadyMs', () => {
    const observed = stage.view.set()?.status.observedGeneration ?? 0;
    return observed >= generation ? null : `it has seen ${observed}`;
  });
}
