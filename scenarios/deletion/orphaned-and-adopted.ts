import { minutes, type Scenario, seconds, type World } from '../../lib/model/scenario.ts';
import { claimNow, podNow, setNow } from '../../lib/model/story-view.ts';
import { benchClaim } from '../../lib/workloads/bench-set.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const DISPOSABLE = {
  spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } },
};

const OWNER = { name: 'owner' };

/** How a field that may not change is changed all the same: by a new set around running members. */
export const orphanedAndAdopted: Scenario = {
  title: 'A set is deleted from above its members and a new one takes them over',
  hypothesis: 'No member restarts, no claim is lost, and one that is deleted between waits.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-DEL-002', 'SS-DEL-003', 'SS-DEL-011', 'SS-RET-012'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.patch('statefulsets', 'web', DISPOSABLE);
    await world.until('the claims to be the set’s', (history) =>
      claimNow(history, 'data-web-2')?.owners.length ? null : 'nobody’s claims',
    );

    await collectorHasHeard(world);
    await world.remove('statefulsets', 'web', { propagation: 'Orphan' });
    await world.until('the set to be gone', (history) =>
      setNow(history, 'web') ? 'it is there' : null,
    );
    await world.remove('pods', 'web-2');
    await world.until('the deleted orphan to be gone', (history) =>
      podNow(history, 'web-2') ? 'it is there' : null,
    );
    await world.watchFor(seconds(10), 'nobody is there to create it again');

    await world.recreateSet();
    await world.patch('statefulsets', 'web', DISPOSABLE);
    await world.until('the claims of adopted pods to be the new set’s', (history) =>
      claimNow(history, 'data-web-0')?.owners.length ? null : 'nobody’s claims',
    );
  },
};

/**
 * The garbage collector hears of claims on a watch of its own. Those whose owner it has not heard
 * of it does not let go when the owner goes, and takes away later: so let it first take another
 * claim, that came after them.
 */
async function collectorHasHeard(world: World): Promise<void> {
  const { owner } = await world.create((deployment) => [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...OWNER, namespace: deployment.namespace },
    },
    benchClaim({ name: 'owned' }, deployment),
  ]);
  const reference = { apiVersion: 'v1', kind: 'ConfigMap', ...OWNER, uid: owner };
  await world.addOwner('persistentvolumeclaims', 'owned', reference);
  await world.remove('configmaps', OWNER.name);
  await world.until('the collector to take a claim', (history) =>
    history.some((one) => one.kind === 'claim' && one.name === 'owned' && one.op === 'deleted')
      ? null
      : 'it is there',
  );
}
