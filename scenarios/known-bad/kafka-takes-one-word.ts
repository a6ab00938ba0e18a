import { splitNodeFromPeers } from '../../lib/faults/split-node-partly.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { kafka } from '../../lib/workloads/kafka/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 2, pauseMs: 300, keys: null, reads: 0, members: ALL };

/** Broken on purpose: with acks=1 a leader's word is enough, and its log is cut short later. */
export const kafkaTakesOneWord: Scenario = {
  title: 'Kafka’s clients ask for acks=1, and their leader loses sight of its peers',
  hypothesis: 'What the lonely leader acknowledged is cut off, and its offsets are given again.',
  suite: 'known-bad',
  workload: kafka({ replicas: 3, acks: 'leader' }),
  needs: ['node-exec', 'node-network-split'],
  tries: ['SS-APP-011', 'SS-APP-014'],
  exclusive: true,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, async () => {
      await world.accepts(10);
      const node = await world.nodeOf(await world.leader());
      await world.under(splitNodeFromPeers, { node }, async () => {
        await world.accepts(10);
        await world.watchFor(seconds(30), 'the others choose another leader');
      });
      await world.settle();
    });
    const leader = await world.leader();
    await world.underLoad({ ...LOAD, members: [leader] }, () => world.accepts(10));
    await world.readBack([leader], null);
  },
};
