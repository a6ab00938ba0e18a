import { splitNodeFromPeers } from '../../lib/faults/split-node-partly.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { valkey } from '../../lib/workloads/valkey/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 2, pauseMs: 300, keys: null, reads: 0, members: ALL };

/** Broken on purpose: clients take a primary's word for it, and later it follows another one. */
export const valkeyTakesOneWord: Scenario = {
  title: 'Valkey’s clients do not wait for a replica, and their primary loses sight of its peers',
  hypothesis: 'What the lonely primary acknowledged goes when it follows its successor.',
  suite: 'known-bad',
  workload: valkey({ name: 'valkey', asks: 'the primary' }),
  needs: ['node-exec', 'node-network-split'],
  tries: ['SS-APP-011'],
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
    // The lonely one may take itself for a primary still.
    await world.underLoad({ ...LOAD, members: [next] }, () => world.accepts(5));
    await world.readBack([next], null);
  },
};
