import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { setNow } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { GATED, unwell, well } from '../../lib/workloads/gated.ts';
import { isGone } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const SET = 'many';
const updateStrategy = {
  type: 'RollingUpdate',
  rollingUpdate: { partition: 1, maxUnavailable: 2 },
};
const anew = { template: { metadata: { annotations: { 'steadfast.dev/rollout': 'new' } } } };

/** Two may be missing, and it does not matter who they are. */
export const thoseWhoCount: Scenario = {
  title: 'An update of two at a time meets a member below the line that is unwell',
  hypothesis: 'Whoever is not available counts, below the line or just renewed.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: ['max-unavailable'],
  tries: ['SS-MXU-007'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.create((deployment) => {
      const set = benchSet({ name: SET, replicas: 4, pod: GATED }, deployment);
      return [{ ...set, spec: set.spec && { ...set.spec, minReadySeconds: 8, updateStrategy } }];
    });
    await well(world, 'many-0', 'many-1', 'many-2', 'many-3');
    await world.until('all four to be available', (history) =>
      setNow(history, SET)?.status.available === 4 ? null : 'they are not',
    );

    await unwell(world, 'many-0');
    await world.patch('statefulsets', SET, { spec: anew });
    await world.until('many-3 to be taken', isGone('many-3'));
    await world.watchFor(seconds(6), 'many-0 and many-3 are all that may be missing');
    await well(world, 'many-0');
    await world.until('many-2 to be taken', isGone('many-2'));
    await well(world, 'many-3', 'many-2');
    // Both are Ready, and neither has been so for long enough.
    await world.until('many-1 to be taken', isGone('many-1'));
    await well(world, 'many-1');
  },
};
