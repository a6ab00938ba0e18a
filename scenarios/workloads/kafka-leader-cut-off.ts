import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { splitNodeFromPeers } from '../../lib/faults/split-node-partly.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { kafka } from '../../lib/workloads/kafka/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 3, pauseMs: 200, keys: null, reads: 0, members: ALL };

/** The leader of a log dies twice, and is then one that only its clients still see. */
export const kafkaLeaderCutOff: Scenario = {
  title: 'Kafka loses its leader to a kill, a deletion and a split from its peers, under load',
  hypothesis: 'Records that all in sync have acknowledged stay, and offsets never go back.',
  suite: 'workloads',
  workload: kafka({ replicas: 3, acks: 'all' }),
  needs: ['node-exec', 'node-network-split', 'container-runtime-events'],
  tries: ['SS-APP-011', 'SS-APP-017', 'SS-APP-014', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
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
        await world.watchFor(seconds(10), 'two go on, and the third is told nothing');
      });
      await world.settle();
      await world.accepts(20);
    });
    await world.readBack([await world.leader()], null);
  },
};
