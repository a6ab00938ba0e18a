import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { zookeeper } from '../../lib/workloads/zookeeper/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 2, pauseMs: 150, keys: ['north', 'south'], reads: 50, members: ALL };

/** Broken on purpose: an ensemble on emptyDirs outlives each of its members, but not them all. */
export const zookeeperWithoutClaims: Scenario = {
  title: 'ZooKeeper keeps its log on emptyDirs, and its set is deleted and created again',
  hypothesis: 'Keys are gone with the pods, and the numbers of sequential nodes begin anew.',
  suite: 'known-bad',
  workload: zookeeper({ replicas: 3, keeps: 'with its pod' }),
  needs: [],
  tries: ['SS-APP-011', 'SS-APP-014'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, () => world.accepts(20));
    await world.readBack(ALL, null);
    await world.deleteSet();
    await world.recreateSet();
    await world.readBack(ALL, null);
    await world.underLoad({ ...LOAD, keys: ['west'] }, () => world.accepts(5));
  },
};
