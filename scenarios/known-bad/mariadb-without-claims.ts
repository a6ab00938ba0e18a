import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { mariadb } from '../../lib/workloads/mariadb/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 2, pauseMs: 150, keys: null, reads: 0, members: ALL };

/** Broken on purpose: the bank's only ledgers are on emptyDirs, and all of its members end. */
export const mariadbWithoutClaims: Scenario = {
  title: 'MariaDB keeps its ledger on emptyDirs, and its set is deleted and created again',
  hypothesis: 'A new bank opens with none of the transfers, and SS-APP-011 misses them.',
  suite: 'known-bad',
  workload: mariadb({ replicas: 3, keeps: 'with its pod', transfers: 'all or nothing' }),
  needs: [],
  tries: ['SS-APP-011'],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, () => world.accepts(20));
    await world.deleteSet();
    await world.recreateSet();
    await world.underLoad(LOAD, () => world.accepts(5));
    await world.readBack(ALL, null);
  },
};
