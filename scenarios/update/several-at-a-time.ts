import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { notUpdated, notWhole } from '../../lib/model/story-view.ts';
import { fieldProbes, valueProbes } from '../../lib/promises/max-unavailable/answers.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const SET = 'many';

/** Those who have many members and little time let several go at once. */
export const severalAtATime: Scenario = {
  title: 'A set is updated two at a time, and then by a share of its members',
  hypothesis: 'Never more are missing than were allowed, and as many go at once as may.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: ['max-unavailable'],
  tries: ['SS-MXU-001', 'SS-MXU-002', 'SS-MXU-003', 'SS-MXU-004', 'SS-MXU-005'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.ask([...fieldProbes, ...valueProbes]);
    await world.create((deployment) => [benchSet({ name: SET, replicas: 5 }, deployment)]);
    await world.until('all five to be Ready', (history) => notWhole(history, SET));
    // Half of five is two and a half: whoever rounds up takes three.
    for (const maxUnavailable of [2, '50%']) {
      const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } };
      const annotations = { 'steadfast.dev/allowed': `${maxUnavailable}` };
      const template = { metadata: { annotations } };
      await world.patch('statefulsets', SET, { spec: { updateStrategy, template } });
      await world.until('all five to be renewed', (history) =>
        notUpdated(history, SET, (set) => set.maxUnavailable === `${maxUnavailable}`),
      );
    }
  },
};
