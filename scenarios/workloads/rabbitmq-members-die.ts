import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { splitNodeFromPeers } from '../../lib/faults/split-node-partly.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { rabbitmq } from '../../lib/workloads/rabbitmq/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 3, pauseMs: 250, keys: null, reads: 0, members: ALL };

/** Publishers at work while two members die and one is left without the others. */
export const rabbitmqMembersDie: Scenario = {
  title: 'RabbitMQ loses members to a kill, a deletion and a split from their peers, under load',
  hypothesis: 'Every message that was confirmed is in the queue, and those without most pause.',
  suite: 'workloads',
  workload: rabbitmq({ replicas: 3, keeps: 'on its claim' }),
  needs: ['node-exec', 'node-network-split', 'container-runtime-events'],
  tries: ['SS-APP-011', 'SS-APP-017', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
  exclusive: true,
  deadlineMs: minutes(16),
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

      const node = await world.nodeOf(deleted);
      await world.under(splitNodeFromPeers, { node }, async () => {
        await world.accepts(20);
        await world.watchFor(seconds(10), 'two go on, and the third confirms nothing');
      });
      await world.settle();
      await world.accepts(20);
    });
    // Who reads a queue has all of it: one member is asked, and it has to be one that took writes.
    await world.underLoad({ ...LOAD, members: [0] }, () => world.accepts(5));
    await world.readBack([0], null);
  },
};
