import { deletePod } from '../../lib/faults/delete-pod.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { nginx } from '../../lib/workloads/nginx/index.ts';

const ALL = [0, 1];
const FILE = ['id.txt'];

/** Broken on purpose: the volume goes with the pod, and SS-APP-013 has to notice. */
export const nginxWithoutAClaim: Scenario = {
  title: 'nginx keeps its id.txt on an emptyDir, and its pod is deleted',
  hypothesis: 'What was written goes with the pod, and the suite sees another file served.',
  suite: 'known-bad',
  workload: nginx({ replicas: 2, keeps: 'with its pod' }),
  needs: [],
  tries: ['SS-APP-013'],
  exclusive: false,
  deadlineMs: minutes(6),
  faults: [{ fault: 'delete-pod', among: { from: 0, below: 2 } }],

  async run(world) {
    await world.start();
    await world.readBack(ALL, FILE);
    const deleted = world.victimOf('delete-pod');
    await world.strikeMember(deletePod, deleted);
    await world.replaced(deleted);
    await world.readBack(ALL, FILE);
  },
};
