import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { etcd } from '../../lib/workloads/etcd/index.ts';

const ALL = [0, 1, 2];
const LOAD = { clients: 2, pauseMs: 300, keys: ['north', 'south'], reads: 20, members: ALL };

/** Broken on purpose: a set knows nothing of quorums, and a member that is not told stays one. */
export const etcdScaledToOne: Scenario = {
  title: 'etcd is scaled from three members to one, and nobody tells it',
  hypothesis: 'The one that is left is Ready, waits for two others, and SS-APP-017 notices.',
  suite: 'known-bad',
  workload: etcd({ replicas: 3, keeps: 'on its claim' }),
  needs: [],
  tries: ['SS-APP-011', 'SS-APP-017'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, () => world.accepts(20));
    await world.scaleTo(1);
    await world.underLoad({ ...LOAD, members: [0] }, () =>
      world.watchFor(seconds(75), 'most of three are gone for good'),
    );
  },
};
