import { deletePodByForce } from '../../lib/faults/delete-pod-by-force.ts';
import { splitNodeNetwork } from '../../lib/faults/split-node-network.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** The documentation warns of this. Here it is done, so that the suite shows it can see two. */
export const forceDeleteBehindASplit: Scenario = {
  title: 'An operator forces the deletion of a pod that still runs behind a network split',
  hypothesis: 'Two of one identity run at once; the suite sees it, and knows who allowed it.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 100, storage: 'shared' }),
  needs: ['node-network-split', 'container-runtime-events', 'volume-read', 'shared-storage'],
  tries: ['SS-AMO-007', 'SS-AMO-008', 'SS-AMO-011'],
  exclusive: true,
  hurtsOnlyNodes: true,
  deadlineMs: minutes(15),
  faults: [{ fault: 'delete-pod-by-force', among: { from: 0, below: 3 } }],

  async run(world) {
    await world.start();
    await world.writes(10);
    const victim = world.victimOf('delete-pod-by-force');
    const node = await world.nodeOf(victim);

    await world.under(splitNodeNetwork, { node }, async () => {
      // The successor must be able to run elsewhere, so the cluster has to know the node is gone.
      await world.terminating(victim);
      await world.strikeMember(deletePodByForce, victim);
      await world.replaced(victim);
      await world.watchFor(seconds(5), 'both of them write, and both are recorded');
    });

    await world.writes(10);
  },
};
