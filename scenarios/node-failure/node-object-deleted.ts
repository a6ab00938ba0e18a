import { deleteNode } from '../../lib/faults/delete-node.ts';
import { stopKubelet } from '../../lib/faults/program-loans.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** An operator takes a machine out of the books; once it was there, and once it was not heard. */
export const nodeObjectDeleted: Scenario = {
  title: 'The object of a node is deleted while its kubelet is there, and again while it is away',
  hypothesis:
    'A node that is registered again keeps its members; those of one that is not are replaced ' +
    'although they run, and only one of each is left once it is back.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 100, storage: 'shared' }),
  needs: [
    ...(['node-exec', 'node-registration', 'container-runtime-events', 'volume-read'] as const),
    'shared-storage',
  ],
  tries: ['SS-AMO-009', 'SS-AMO-008', 'SS-AMO-011', 'SS-NOD-006'],
  exclusive: true,
  hurtsOnlyNodes: true,
  deadlineMs: minutes(12),
  faults: [{ fault: 'delete-node', among: { from: 0, below: 3 } }],

  async run(world) {
    await world.start();
    await world.writes(10);
    const victim = world.victimOf('delete-node');
    await world.strikeMember(deleteNode, victim);
    await world.settle();
    await world.writes(10);

    await world.under(stopKubelet, { node: await world.nodeOf(victim) }, async () => {
      await world.terminating(victim);
      await world.strikeMember(deleteNode, victim);
      await world.replaced(victim);
    });
    await world.settle();
    await world.writes(10);
  },
};
