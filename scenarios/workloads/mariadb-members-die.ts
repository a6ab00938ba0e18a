import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { splitNodeFromPeers } from '../../lib/faults/split-node-partly.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { SUM } from '../../lib/model/system.ts';
import { mariadb } from '../../lib/workloads/mariadb/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 4, pauseMs: 200, keys: null, looksAt: SUM, reads: 30, members: ALL };

/** A bank at work while two of its members die and one is left without the others. */
export const mariadbMembersDie: Scenario = {
  title: 'MariaDB loses members to a kill, a deletion and a split from their peers, under load',
  hypothesis: 'No acknowledged transfer is lost, and the sum of all balances is always the same.',
  suite: 'workloads',
  workload: mariadb({ replicas: 3, keeps: 'on its claim', transfers: 'all or nothing' }),
  needs: ['node-exec', 'node-network-split', 'container-runtime-events'],
  tries: [
    'SS-APP-003',
    'SS-APP-011',
    'SS-APP-017',
    'SS-APP-015',
    'SS-AMO-001',
    'SS-IDN-010',
    'SS-STO-006',
  ],
  exclusive: true,
  deadlineMs: minutes(14),
  faults: [
    { fault: 'kill-container', among: { from: 0, below: 3 } },
    { fault: 'delete-pod', among: { from: 0, below: 3 } },
  ],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, async () => {
      await world.accepts(20);

      const killed = world.victimOf('kill-container');
      await world.strikeMember(killContainer, killed);
      await world.accepts(20);
      await world.restarted(killed);

      const deleted = world.victimOf('delete-pod');
      await world.strikeMember(deletePod, deleted);
      await world.accepts(20);
      await world.replaced(deleted);
      await world.reaches(ALL);

      const node = await world.nodeOf(deleted);
      await world.under(splitNodeFromPeers, { node }, async () => {
        await world.accepts(20);
        await world.watchFor(seconds(10), 'two go on, and the third takes no transfers');
      });
      await world.settle();
      await world.accepts(20);
    });
    await world.readBack(ALL, [SUM]);
    await world.readBack(ALL, null);
  },
};
