import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { valkey } from '../../lib/workloads/valkey/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 2, pauseMs: 200, keys: null, reads: 0, members: ALL };

/** Broken on purpose: a claim keeps what is written to it, and nobody writes. */
export const redisAsACache: Scenario = {
  title: 'Redis is set up as a cache with claims, and its set is deleted and created again',
  hypothesis: 'Three copies in three memories go together, and SS-APP-011 misses them.',
  suite: 'known-bad',
  workload: valkey({ name: 'redis', asks: 'everybody', isCache: true }),
  needs: [],
  tries: ['SS-APP-011'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, () => world.accepts(20));
    await world.deleteSet();
    await world.recreateSet();
    const leader = await world.leader();
    await world.underLoad({ ...LOAD, members: [leader] }, () => world.accepts(5));
    await world.readBack([leader], null);
  },
};
