import { deletePod } from '../../lib/faults/delete-pod.ts';
import { splitNodeNetwork } from '../../lib/faults/split-node-network.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** The story behind most split brains: the node is well, only nobody can hear it. */
export const cutOffNode: Scenario = {
  title: 'A node drops off the network while an operator deletes its pod',
  hypothesis: 'The name stays taken until the old member is known to be dead.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 100, storage: 'shared' }),
  needs: ['node-network-split', 'container-runtime-events', 'volume-read', 'shared-storage'],
  tries: [
    ...['SS-AMO-001', 'SS-AMO-002', 'SS-AMO-005', 'SS-AMO-006', 'SS-AMO-012', 'SS-AMO-013'],
    ...['SS-AMO-014', 'SS-NOD-006', 'SS-NOD-012', 'SS-STO-004'],
  ],
  exclusive: true,
  hurtsOnlyNodes: true,
  deadlineMs: minutes(15),
  faults: [{ fault: 'delete-pod', among: { from: 0, below: 3 } }],

  async run(world) {
    await world.start();
    await world.writes(10);
    const victim = world.victimOf('delete-pod');
    const node = await world.nodeOf(victim);

    await world.under(splitNodeNetwork, { node }, async () => {
      // Eviction comes first, by the cluster's own timers; then what an impatient operator does.
      await world.terminating(victim);
      await world.strikeMember(deletePod, victim);
      // Twice the grace period: a server that honoured it alone would free the name now.
      await world.watchFor(seconds(10), 'the name must stay taken while the split lasts');
    });

    await world.replaced(victim);
    await world.writes(10);
  },
};
