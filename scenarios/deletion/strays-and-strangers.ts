import type { KubernetesObject } from '@kubernetes/client-node';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { notWhole, podNow } from '../../lib/model/story-view.ts';
import type { Deployment } from '../../lib/model/workload.ts';
import { benchPod, benchSet } from '../../lib/workloads/bench-set.ts';
import { letGo } from '../../lib/workloads/gated.ts';
import { isGoing } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const LABELS = { 'steadfast.dev/bench': 'shared' };
const keeper = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'keeper' } };

/** Labels are free for all to write: what a set owns must not be a matter of labels alone. */
export const straysAndStrangers: Scenario = {
  title: 'Two sets and three strangers wear one label, and one member takes it off',
  hypothesis: 'Each keeps its own; who strays is let go, and keeps the name as long as it lives.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-DEL-004', 'SS-DEL-005', 'SS-DEL-006', 'SS-DEL-007'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    const { keeper: uid = '' } = await world.create(() => [keeper]);
    await world.create((deployment) => twoSetsAndStrangers(deployment, uid));
    await world.until('both sets to be whole', (history) => {
      return notWhole(history, 'near') ?? notWhole(history, 'far');
    });

    await world.patch('pods', 'near-1', {
      metadata: { labels: { 'steadfast.dev/bench': 'held' } },
    });
    await world.until('the stray to be let go', (history) =>
      podNow(history, 'near-1')?.owner ? 'it has its owner' : null,
    );
    // Who is on the way out before it wears the label is nobody's to take.
    await world.remove('pods', 'far-7');
    await world.until('the third stranger to be on its way out', isGoing('far-7'));
    await world.patch('pods', 'far-7', { metadata: { labels: LABELS } });
    await world.watchFor(seconds(10), 'the stray keeps its name, and the set is one short');
    await letGo(world, 'far-7');

    await world.remove('pods', 'near-1');
    await world.until('another to take the place', (history) => {
      const pod = podNow(history, 'near-1');
      return pod?.owner && pod.ready ? notWhole(history, 'near') : 'not yet';
    });
  },
};

function twoSetsAndStrangers(deployment: Deployment, keeper: string): readonly KubernetesObject[] {
  const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'keeper', uid: keeper };
  const stranger = (name: string, more: object) => ({
    ...{ apiVersion: 'v1', kind: 'Pod', spec: benchPod({}, deployment) },
    metadata: { name, labels: LABELS, ...more },
  });
  return [
    stranger('near-x', {}),
    stranger('far-7', { labels: {}, finalizers: ['steadfast.dev/hold'] }),
    stranger('near-7', { ownerReferences: [{ ...owner, controller: true }] }),
    benchSet({ name: 'near', replicas: 2, labels: LABELS }, deployment),
    benchSet({ name: 'far', replicas: 1, labels: LABELS }, deployment),
  ];
}
