import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** An autoscaler that cannot make up its mind. */
export const changesOfMind: Scenario = {
  title: 'Replicas are changed again while the last change is under way',
  hypothesis: 'The last word counts, and nobody is made whom no word asked for.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 2, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-ORD-010', 'SS-ORD-004', 'SS-IDN-001', 'SS-IDN-002'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.edit('to four replicas', { replicas: 4 });
    await world.scaleTo(1);
    await world.edit('to three replicas', { replicas: 3 });
    await world.edit('to none', { replicas: 0 });
    await world.scaleTo(2);
  },
};
