import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { rabbitmq } from '../../lib/workloads/rabbitmq/index.ts';

const LOAD = { clients: 2, pauseMs: 250, keys: null, reads: 0, members: [0] };

/** Broken on purpose: three copies on emptyDirs are none when all of their pods end. */
export const rabbitmqWithoutClaims: Scenario = {
  title: 'RabbitMQ keeps its queue on emptyDirs, and its set is deleted and created again',
  hypothesis: 'Every message that was confirmed goes with the pods, and the suite misses them.',
  suite: 'known-bad',
  workload: rabbitmq({ replicas: 3, keeps: 'with its pod' }),
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
    await world.readBack([0], null);
  },
};
