import { deletePod } from '../../lib/faults/delete-pod.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import type { Deployment } from '../../lib/model/workload.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** With this no pod is created in the namespace; those that are there may stay. */
const noMorePods = ({ namespace }: Deployment) => [
  {
    ...{ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'none', namespace } },
    spec: { hard: { pods: '0' } },
  },
];

/** Where a set begins at 1, the line is an index; and those below it can hold up those above. */
export const lineCountedFromTheStart: Scenario = {
  title: 'A canary in a set that starts at 1, while a member below the line cannot come back',
  hypothesis: 'The canary waits for those below, and the line counts from the start.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-PTN-007', 'SS-PTN-011', 'SS-UPD-010'],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [],

  async run(world) {
    await world.start();
    await world.edit('to start at 1', { ordinals: { start: 1 } });
    await world.settle();
    await world.rollOut({ updatePartition: 3 });

    await world.create(noMorePods);
    await world.strikeMember(deletePod, 1);
    await world.until('web-1 to be gone', (history) => {
      const last = history.findLast((entry) => entry.kind === 'pod' && entry.name === 'web-1');
      return last?.kind === 'pod' && last.op === 'deleted' ? null : 'it is still there';
    });
    await world.setUpdatePartition(2);
    await world.watchFor(seconds(10), 'the canary waits for a member that it does not concern');

    await world.remove('resourcequotas', 'none');
    await world.replaced(1);
    await world.rolledOut();
  },
};
