import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { OWN } from '../../lib/model/system.ts';
import { cassandra } from '../../lib/workloads/cassandra/index.ts';

const LOAD = { clients: 2, pauseMs: 200, keys: null, reads: 0, members: [0] };

/** Broken on purpose: three copies of each row on emptyDirs, and all of the members end. */
export const cassandraWithoutClaims: Scenario = {
  title: 'Cassandra keeps its rows on emptyDirs, and its set is deleted and created again',
  hypothesis: 'A new ring with the old names has no rows, and each member stands elsewhere in it.',
  suite: 'known-bad',
  workload: cassandra({ replicas: 3, keeps: 'with its pod' }),
  needs: [],
  tries: ['SS-APP-011', 'SS-APP-013'],
  exclusive: false,
  deadlineMs: minutes(12),
  faults: [],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, () => world.accepts(20));
    await world.readBack([0], [OWN]);
    await world.deleteSet();
    await world.recreateSet();
    await world.underLoad(LOAD, () => world.accepts(5));
    await world.readBack([0], [OWN]);
    await world.readBack([0], null);
  },
};
