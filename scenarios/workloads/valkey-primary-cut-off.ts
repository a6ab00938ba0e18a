import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { splitNodeFromPeers } from '../../lib/faults/split-node-partly.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { valkey } from '../../lib/workloads/valkey/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 3, pauseMs: 200, keys: null, reads: 0, members: ALL };

/** Whoever is the primary dies twice, and is then a primary that only its clients still see. */
export const valkeyPrimaryCutOff: Scenario = {
  title: 'Valkey loses its primary to a kill, a deletion and a split from its peers, under load',
  hypothesis:
    'What every replica has acknowledged by WAIT stays, whoever is the primary after that.',
  suite: 'workloads',
  workload: valkey({ name: 'valkey', asks: 'everybody' }),
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
        await world.watchFor(
          seconds(20),
          'two choose a primary; with one away nothing is promised',
        );
      });
      await world.settle();
      await world.accepts(20);
    });
    await world.reaches(ALL);
    await world.readBack([await world.leader()], null);
  },
};
