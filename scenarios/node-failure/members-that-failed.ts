import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { hasFailed, podIs } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** A pod that its kubelet has ended for good is no member any more, and still has its name. */
export const membersThatFailed: Scenario = {
  title: 'A member is ended by its kubelet, and another one is never let in',
  hypothesis: 'The corpse makes room for a member with the same claim, again and again if need be.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-NOD-009', 'SS-NOD-010', 'SS-IDN-010', 'SS-STO-006', 'SS-CTL-010'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.writes(3);
    // A deadline that is over: the kubelet ends the pod, and its phase is Failed.
    await world.patch('pods', 'web-1', { spec: { activeDeadlineSeconds: 1 } });
    await world.until('web-1 to fail', hasFailed('web-1', 1));
    await world.until('web-1 to be Ready again', podIs('web-1', { ready: true, phase: 'Running' }));
    await world.settle();
    await world.writes(3);

    // Pinned to a node that must reject it, a member fails as soon as it is created.
    const nodeName = await world.nodeOf(0);
    const pod = { nodeName, nodeSelector: { 'steadfast.dev/nowhere': 'yes' } };
    await world.create((deployment) => [
      benchSet({ name: 'pinned', replicas: 1, policy: 'OrderedReady', pod }, deployment),
    ]);
    await world.until('pinned-0 to fail again and again', hasFailed('pinned-0', 8));
    await world.remove('statefulsets', 'pinned');
  },
};
