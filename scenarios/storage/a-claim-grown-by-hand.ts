import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { notWhole } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { replicas } from '../../lib/workloads/gated.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const LARGER = { spec: { resources: { requests: { storage: '2Mi' } } } };

/** There is no other way to more room, for templates of claims cannot be edited. */
export const aClaimGrownByHand: Scenario = {
  title: 'A claim is let grow by hand, and then its set grows, too',
  hypothesis: 'The one stays as large as it was made, and the next is small again.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  // Our own classes let claims grow; those of others may not.
  needs: ['volume-read'],
  tries: ['SS-STO-018'],
  exclusive: false,
  deadlineMs: minutes(6),
  faults: [],

  async run(world) {
    await world.create((deployment) => [
      benchSet({ name: 'roomy', replicas: 1, templates: ['data'] }, deployment),
    ]);
    await world.until('roomy to be whole', (history) => notWhole(history, 'roomy'));
    await world.patch('persistentvolumeclaims', 'data-roomy-0', LARGER);
    await world.watchFor(seconds(5), 'nobody makes it small again');
    await world.patch('statefulsets', 'roomy', replicas(2));
    await world.until('its second to be there', (history) => {
      const isAsked = history.some((entry) => entry.kind === 'set' && entry.replicas === 2);
      return isAsked ? notWhole(history, 'roomy') : 'nobody has heard of it';
    });
  },
};
