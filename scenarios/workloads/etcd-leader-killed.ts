import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { splitNodeNetwork } from '../../lib/faults/split-node-network.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { etcd } from '../../lib/workloads/etcd/index.ts';

const ALL = [0, 1, 2];
const KEYS = ['north', 'east', 'south', 'west'];
const LOAD = { clients: 4, pauseMs: 80, keys: KEYS, reads: 50, members: ALL };

/** A quorum of stable names, with clients at work while it loses its leader in three ways. */
export const etcdLeaderKilled: Scenario = {
  title: 'etcd loses its leader to a kill, a deletion and a network split, under load',
  hypothesis: 'Each key stays one register, and nothing that was acknowledged is lost.',
  suite: 'workloads',
  workload: etcd({ replicas: 3, keeps: 'on its claim' }),
  needs: ['node-exec', 'node-network-split', 'container-runtime-events'],
  tries: ['SS-APP-011', 'SS-APP-017', 'SS-APP-012', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
  exclusive: true,
  deadlineMs: minutes(12),
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
      await world.under(splitNodeNetwork, { node }, async () => {
        await world.accepts(20);
        await world.watchFor(seconds(10), 'most of them go on without the one that is cut off');
      });
      await world.settle();
      await world.accepts(20);
    });
    await world.readBack(ALL, null);
  },
};
