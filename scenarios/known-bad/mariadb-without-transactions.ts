import { killContainer } from '../../lib/faults/kill-container.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { SUM } from '../../lib/model/system.ts';
import { mariadb } from '../../lib/workloads/mariadb/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 4, pauseMs: 50, keys: null, looksAt: SUM, reads: 30, members: ALL };

/** Broken on purpose: a transfer is two statements, and somebody sees or dies between them. */
export const mariadbWithoutTransactions: Scenario = {
  title: 'MariaDB’s clients transfer without transactions, and a member of theirs is killed',
  hypothesis: 'What was taken from one is not yet given to the other, and SS-APP-015 notices.',
  suite: 'known-bad',
  workload: mariadb({ replicas: 3, keeps: 'on its claim', transfers: 'one by one' }),
  needs: [],
  tries: ['SS-APP-015'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [{ fault: 'kill-container', among: { from: 0, below: 3 } }],

  async run(world) {
    await world.start();
    await world.readBack([0], [SUM]);
    await world.underLoad(LOAD, async () => {
      await world.accepts(20);
      const killed = world.victimOf('kill-container');
      await world.strikeMember(killContainer, killed);
      await world.accepts(20);
      await world.restarted(killed);
    });
    await world.readBack(ALL, [SUM]);
  },
};
