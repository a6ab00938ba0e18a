import { deletePod } from '../../lib/faults/delete-pod.ts';
import { stopKubelet } from '../../lib/faults/program-loans.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** The node is there, its containers too; only the one who speaks for them is gone. */
export const kubeletAway: Scenario = {
  title: 'A kubelet is away while its member is evicted, and an operator deletes it as well',
  hypothesis: 'The member runs on and keeps its name; its kubelet ends it on its return.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 100, storage: 'shared' }),
  needs: ['node-exec', 'container-runtime-events', 'volume-read', 'shared-storage'],
  tries: ['SS-AMO-003', 'SS-AMO-001', 'SS-AMO-005', 'SS-AMO-006', 'SS-STO-004'],
  exclusive: true,
  hurtsOnlyNodes: true,
  deadlineMs: minutes(12),
  faults: [{ fault: 'delete-pod', among: { from: 0, below: 3 } }],

  async run(world) {
    await world.start();
    await world.writes(10);
    const victim = world.victimOf('delete-pod');
    await world.under(stopKubelet, { node: await world.nodeOf(victim) }, async () => {
      await world.terminating(victim);
      await world.strikeMember(deletePod, victim);
      await world.watchFor(seconds(10), 'twice its grace period, and nobody ends it');
    });
    await world.replaced(victim);
    await world.writes(10);
  },
};
