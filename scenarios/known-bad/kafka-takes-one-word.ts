import { splitNodeFromPeers } from '../../lib/faults/split-node-partly.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
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
    let next = 0;
    await world.underLoad(LOAD, async () => {
      await world.accepts(10);
      const lonely = await world.leader();
      const node = await world.nodeOf(lonely);
      await world.under(splitNodeFromPeers, { node }, async () => {
        await world.accepts(10);
        next = await world.leader(lonely);
      });
      await world.settle();
    });
    // The lonely one takes itself for the leader for a while yet.
    await world.underLoad({ ...LOAD, members: [next] }, () => world.accepts(10));
    await world.readBack([next], null);
  },
};
