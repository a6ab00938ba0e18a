import { deletePod } from '../../lib/faults/delete-pod.ts';
import { stopApiServer, stopEtcd } from '../../lib/faults/program-loans.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** Members are not told that nobody can hear of them: they have what they need. */
export const nobodyAnswers: Scenario = {
  title: 'Amid a canary the API server is away, and then the store behind it',
  hypothesis:
    'Members work on unheard, and what had been acknowledged, the line of the canary too, is ' +
    'there when all are back.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 4, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec', 'volume-read', 'container-runtime-events'],
  tries: ['SS-CTL-003', 'SS-CTL-004', 'SS-CTL-012', 'SS-PTN-010'],
  exclusive: true,
  takesApiAway: true,
  deadlineMs: minutes(12),
  faults: [{ fault: 'delete-pod', among: { from: 0, below: 3 } }],

  async run(world) {
    await world.start();
    const node = world.controlPlane();
    const below = world.victimOf('delete-pod');
    await world.rollOut({ updatePartition: 3 });
    await world.under(stopApiServer, { node }, async () => {
      await world.watchFor(seconds(4), 'members work on, and nobody can be asked about them');
    });
    await world.strikeMember(deletePod, below);
    await world.replaced(below);
    await world.writes(3);

    await world.under(stopEtcd, { node }, async () => {
      await world.watchFor(seconds(4), 'members work on, and nobody can be asked about them');
    });
    await world.scaleTo(3);
    await world.writes(3);
  },
};
