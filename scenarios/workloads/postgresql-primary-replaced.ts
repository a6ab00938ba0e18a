import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { postgresql } from '../../lib/workloads/postgresql/index.ts';

const PRIMARY = 0;
const STANDBYS = [1, 2];
const LOAD = { clients: 3, pauseMs: 400, keys: null, reads: 0, members: [PRIMARY] };

/** The database of every explainer: it dies, moves to another address, and is rolled out. */
export const postgresqlPrimaryReplaced: Scenario = {
  title: 'PostgreSQL loses its primary to a kill and a deletion, and is rolled out, under load',
  hypothesis: 'Every acknowledged row stays, and standbys find their primary again by its name.',
  suite: 'workloads',
  workload: postgresql({ replicas: 3, keeps: 'on its claim' }),
  needs: ['node-exec', 'container-runtime-events'],
  tries: [
    'SS-APP-003',
    'SS-APP-011',
    'SS-APP-017',
    'SS-AMO-001',
    'SS-IDN-010',
    'SS-STO-006',
    'SS-PTN-001',
  ],
  exclusive: false,
  deadlineMs: minutes(15),
  faults: [{ fault: 'delete-pod', among: { from: 1, below: 3 } }],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, async () => {
      await world.accepts(10);

      await world.strikeMember(killContainer, PRIMARY);
      await world.accepts(10);
      await world.restarted(PRIMARY);

      await world.strikeMember(deletePod, PRIMARY);
      await world.accepts(10);
      await world.replaced(PRIMARY);
      await world.reaches(STANDBYS);

      const standby = world.victimOf('delete-pod');
      await world.strikeMember(deletePod, standby);
      await world.replaced(standby);
      await world.reaches([standby]);

      await world.rollOut({ updatePartition: 2 });
      await world.rolledOut();
      await world.accepts(10);
      await world.setUpdatePartition(0);
      await world.rolledOut();
      await world.accepts(10);
    });
    await world.reaches(STANDBYS);
    await world.readBack([PRIMARY], null);
  },
};
