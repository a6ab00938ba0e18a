import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { splitNodeFromPeers } from '../../lib/faults/split-node-partly.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { OWN } from '../../lib/model/system.ts';
import { cassandra } from '../../lib/workloads/cassandra/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 3, pauseMs: 250, keys: null, reads: 0, members: ALL };

/** A ring that loses a member at a time, and the one that all others were told to ask first. */
export const cassandraMembersDie: Scenario = {
  title: 'Cassandra loses members to a kill, a deletion and a split from their peers, under load',
  hypothesis: 'Rows of a quorum stay, and a member that is replaced has its place in the ring.',
  suite: 'workloads',
  workload: cassandra({ replicas: 3, keeps: 'on its claim' }),
  needs: ['node-exec', 'node-network-split', 'container-runtime-events'],
  tries: [
    'SS-APP-003',
    'SS-APP-011',
    'SS-APP-017',
    'SS-APP-013',
    'SS-AMO-001',
    'SS-IDN-010',
    'SS-STO-006',
  ],
  exclusive: true,
  deadlineMs: minutes(16),
  faults: [{ fault: 'kill-container', among: { from: 1, below: 3 } }],

  async run(world) {
    await world.start();
    await world.underLoad({ ...LOAD, members: [0] }, () => world.accepts(5));
    await world.readBack(ALL, [OWN]);
    await world.underLoad(LOAD, async () => {
      await world.accepts(20);

      const killed = world.victimOf('kill-container');
      await world.strikeMember(killContainer, killed);
      await world.accepts(20);
      await world.restarted(killed);

      await world.strikeMember(deletePod, 0);
      await world.accepts(20);
      await world.replaced(0);
      await world.reaches(ALL);

      const node = await world.nodeOf(0);
      await world.under(splitNodeFromPeers, { node }, async () => {
        await world.accepts(20);
        await world.watchFor(seconds(10), 'two go on, and the third finds no quorum');
      });
      await world.settle();
      await world.accepts(20);
    });
    await world.readBack(ALL, [OWN]);
    await world.readBack(ALL, null);
  },
};
