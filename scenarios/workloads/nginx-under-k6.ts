import { killContainer } from '../../lib/faults/kill-container.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { nginx } from '../../lib/workloads/nginx/index.ts';

const ALL = [0, 1, 2];
const FILE = ['id.txt'];

/** Members take some seconds until they serve: readers notice whether anybody waits for them. */
export const nginxUnderK6: Scenario = {
  title: 'nginx serves the readers of k6 while a member is killed and a release rolls out',
  hypothesis: 'One member at a time is away, so whoever asks the next one is served.',
  suite: 'workloads',
  workload: nginx({ replicas: 3, keeps: 'on its claim', warmsUpSeconds: 6 }),
  needs: ['k6', 'node-exec', 'container-runtime-events'],
  tries: ['SS-APP-016', 'SS-APP-013', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006', 'SS-PTN-001'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [{ fault: 'kill-container', among: { from: 0, below: 3 } }],

  async run(world) {
    await world.start();
    await world.readBack(ALL, FILE);
    await world.underK6(async () => {
      await world.watchFor(seconds(10), 'what readers are told while nothing happens');

      const killed = world.victimOf('kill-container');
      await world.strikeMember(killContainer, killed);
      await world.restarted(killed);

      await world.rollOut({ updatePartition: 2 });
      await world.rolledOut();
      await world.setUpdatePartition(0);
      await world.rolledOut();
    });
    await world.readBack(ALL, FILE);
  },
};
