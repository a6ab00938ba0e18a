import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { splitNodeFromPeers } from '../../lib/faults/split-node-partly.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { opensearch } from '../../lib/workloads/opensearch/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 3, pauseMs: 250, keys: null, reads: 0, members: ALL };

/** The node with the first copy of an index dies twice, and is then one that its peers lost. */
export const opensearchPrimaryCutOff: Scenario = {
  title: 'OpenSearch loses its first copy to a kill, a deletion and a split, under load',
  hypothesis: 'Every acknowledged document stays, and nodes find each other by their Service.',
  suite: 'workloads',
  workload: opensearch({ replicas: 3, durable: 'on every disk' }),
  needs: ['node-exec', 'node-network-split', 'container-runtime-events'],
  tries: ['SS-APP-003', 'SS-APP-011', 'SS-APP-017', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
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
      await world.reaches(ALL);

      const node = await world.nodeOf(await world.leader());
      await world.under(splitNodeFromPeers, { node }, async () => {
        await world.accepts(20);
        await world.watchFor(seconds(10), 'two go on, and the third acknowledges nothing');
      });
      await world.settle();
      await world.accepts(20);
    });
    await world.underLoad(LOAD, () => world.accepts(10));
    await world.reaches(ALL);
    await world.readBack(ALL, null);
  },
};
