import { deletePod } from '../../lib/faults/delete-pod.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** A canary is a promise about the members that are not part of it. */
export const canaryWithAMemberLostBelow: Scenario = {
  title: 'A canary by update partition, with a member below it lost on the way',
  hypothesis: 'What lies below the update partition keeps its revision, even when it is replaced.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-PTN-001', 'SS-PTN-002', 'SS-IDN-008', 'SS-IDN-010', 'SS-STA-003', 'SS-STA-011'],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [{ fault: 'delete-pod', among: { from: 0, below: 2 } }],

  async run(world) {
    await world.start();
    await world.rollOut({ updatePartition: 2 });
    await world.askRolloutStatus();
    const below = world.victimOf('delete-pod');

    // Once while the canary is on its way: the 1.27 regression lost the old revision here.
    await world.strikeMember(deletePod, below);
    await world.replaced(below);
    await world.rolledOut();
    await world.askRolloutStatus();

    // And once after it has arrived.
    await world.strikeMember(deletePod, below);
    await world.replaced(below);
    await world.settle();

    await world.setUpdatePartition(0);
    await world.rolledOut();
  },
};
