import { deletePod } from '../../lib/faults/delete-pod.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { postgresql } from '../../lib/workloads/postgresql/index.ts';

const PRIMARY = 0;
const LOAD = { clients: 2, pauseMs: 300, keys: null, reads: 0, members: [PRIMARY] };

/** Broken on purpose: a primary that is deleted begins anew, and SS-APP-011 has to notice. */
export const postgresqlWithoutAClaim: Scenario = {
  title: 'PostgreSQL keeps its rows on an emptyDir, and its primary is deleted',
  hypothesis: 'Every row that was acknowledged goes with the pod, and the suite misses them.',
  suite: 'known-bad',
  workload: postgresql({ replicas: 1, keeps: 'with its pod' }),
  needs: [],
  tries: ['SS-APP-011'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, () => world.accepts(10));
    await world.readBack([PRIMARY], null);
    await world.strikeMember(deletePod, PRIMARY);
    await world.replaced(PRIMARY);
    await world.readBack([PRIMARY], null);
  },
};
