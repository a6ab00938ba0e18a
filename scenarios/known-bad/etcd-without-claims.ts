import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { etcd } from '../../lib/workloads/etcd/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 2, pauseMs: 80, keys: ['north', 'south'], reads: 50, members: ALL };

/** Broken on purpose: no single death loses anything, the end of all of them loses everything. */
export const etcdWithoutClaims: Scenario = {
  title: 'etcd keeps its log on emptyDirs, and its set is deleted and created again',
  hypothesis: 'Whatever was acknowledged is gone with the pods, and SS-APP-011 notices.',
  suite: 'known-bad',
  workload: etcd({ replicas: 3, keeps: 'with its pod' }),
  needs: [],
  tries: ['SS-APP-011'],
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
  },
};
