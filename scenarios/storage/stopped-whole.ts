import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** The move of a data centre: everybody goes home, and everybody comes back to the old desk. */
export const stoppedWhole: Scenario = {
  title: 'A set is stopped whole and started again, after an edit of what its members read',
  hypothesis: 'Nobody is restarted by the edit, and after the stop all are back with their data.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 2, beatMs: 500, storage: 'per-node' }),
  needs: ['volume-read'],
  tries: ['SS-APP-006', 'SS-APP-009', 'SS-STO-011', 'SS-RET-001'],
  exclusive: false,
  deadlineMs: minutes(6),
  faults: [],

  async run(world) {
    await world.start();
    await world.writes(5);

    await world.patch('configmaps', 'web-script', { data: { note: 'nobody reads this' } });
    await world.watchFor(seconds(8), 'members that run do not hear of their ConfigMap');
    await world.writes(3);

    await world.scaleTo(0);
    await world.scaleTo(2);
    await world.writes(5);
  },
};
