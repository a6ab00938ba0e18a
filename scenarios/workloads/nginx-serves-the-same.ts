import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { nginx } from '../../lib/workloads/nginx/index.ts';

const ALL = [0, 1, 2];
const FILE = ['id.txt'];

/** The first exercise of every tutorial, with every way to die that a member has. */
export const nginxServesTheSame: Scenario = {
  title: 'nginx serves the same id.txt after every kind of death',
  hypothesis: 'What a member wrote on its claim is there again, whoever or whatever ended it.',
  suite: 'workloads',
  workload: nginx({ replicas: 3, keeps: 'on its claim' }),
  needs: ['node-exec', 'container-runtime-events'],
  tries: ['SS-APP-013', 'SS-AMO-001', 'SS-IDN-010', 'SS-STO-006'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [
    { fault: 'kill-container', among: { from: 0, below: 3 } },
    { fault: 'delete-pod', among: { from: 0, below: 3 } },
  ],

  async run(world) {
    await world.start();
    await world.readBack(ALL, FILE);

    const crashed = world.victimOf('kill-container');
    await world.strikeMember(killContainer, crashed);
    await world.restarted(crashed);
    await world.readBack(ALL, FILE);

    const deleted = world.victimOf('delete-pod');
    await world.strikeMember(deletePod, deleted);
    await world.replaced(deleted);
    await world.readBack(ALL, FILE);

    await world.scaleTo(1);
    await world.scaleTo(3);
    await world.readBack(ALL, FILE);

    await world.deleteSet();
    await world.recreateSet();
    await world.readBack(ALL, FILE);
  },
};
