import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { notUpdated, notWhole } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const SET = 'orderly';

/** Whoever asks for haste and for order gets little of the one for the sake of the other. */
export const severalInOrder: Scenario = {
  title: 'A set whose members come in order is updated two at a time',
  hypothesis: 'Two go at once, and come back one after the other.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: ['max-unavailable'],
  tries: ['SS-MXU-006'],
  exclusive: false,
  deadlineMs: minutes(6),
  faults: [],

  async run(world) {
    await world.create((deployment) => [
      benchSet({ name: SET, replicas: 3, policy: 'OrderedReady' }, deployment),
    ]);
    await world.until('all three to be Ready', (history) => notWhole(history, SET));
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } };
    const template = { metadata: { annotations: { 'steadfast.dev/haste': 'yes' } } };
    await world.patch('statefulsets', SET, { spec: { updateStrategy, template } });
    await world.until('all three to be renewed', (history) =>
      notUpdated(history, SET, (set) => set.maxUnavailable === '2'),
    );
  },
};
