import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { nginx } from '../../lib/workloads/nginx/index.ts';

const ALL = [0, 1, 2];
const FILE = ['id.txt'];

/**
 * Broken on purpose: without a readiness probe whatever runs is taken for Ready, so the rollout
 * goes on before its last member serves, and SS-APP-016 has to notice. Members warm up for longer
 * than a busy host takes to replace two of them: by then the third has gone, too.
 */
export const nginxNeverAsked: Scenario = {
  title: 'nginx without a readiness probe rolls out under the load of k6',
  hypothesis: 'All members warm up at once, and a threshold of the load says so.',
  suite: 'known-bad',
  workload: nginx({ replicas: 3, keeps: 'on its claim', warmsUpSeconds: 30, isAsked: false }),
  needs: ['k6'],
  tries: ['SS-APP-016'],
  exclusive: false,
  deadlineMs: minutes(6),
  faults: [],

  async run(world) {
    await world.start();
    await world.readBack(ALL, FILE);
    await world.underK6(async () => {
      await world.watchFor(seconds(10), 'what readers are told while nothing happens');
      await world.rollOut({ updatePartition: 0 });
      await world.rolledOut();
      await world.readBack(ALL, FILE);
    });
  },
};
