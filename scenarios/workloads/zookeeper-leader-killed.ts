import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { splitNodeFromPeers } from '../../lib/faults/split-node-partly.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { zookeeper } from '../../lib/workloads/zookeeper/index.ts';

const ALL = [0, 1, 2];
const KEYS = ['north', 'east', 'south', 'west'];
const LOAD = { clients: 4, pauseMs: 150, keys: KEYS, reads: 50, members: ALL };

/** An ensemble whose clients can still reach the leader that its followers have lost. */
export const zookeeperLeaderKilled: Scenario = {
  title: 'ZooKeeper loses its leader to a kill, a deletion and a split from its peers, under load',
  hypothesis: 'Each key stays one register, and numbers of sequential nodes only go up.',
  suite: 'workloads',
  workload: zookeeper({ replicas: 3, keeps: 'on its claim' }),
  needs: ['node-exec', 'node-network-split', 'container-runtime-events'],
  tries: [
    'SS-APP-011',
    'SS-APP-017',
    'SS-APP-012',
    'SS-APP-014',
    'SS-AMO-001',
    'SS-IDN-010',
    'SS-STO-006',
  ],
  exclusive: true,
  deadlineMs: minutes(14),
  faults: [],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, async () => {
      await world.accepts(20);

      const killed = await world.leader();
      await world.strikeMember(killContainer, killed);
      await world.accepts(20);
      await world.restarted(killed);

      const deleted = await world.leader();
      await world.strikeMember(deletePod, deleted);
      await world.accepts(20);
      await world.replaced(deleted);

      const node = await world.nodeOf(await world.leader());
      await world.under(splitNodeFromPeers, { node }, async () => {
        await world.accepts(20);
        await world.watchFor(seconds(10), 'two go on, and the third may not answer for them');
      });
      await world.settle();
      await world.accepts(20);
    });
    await world.readBack(ALL, null);
  },
};
