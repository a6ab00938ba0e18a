import { stopApiServer, stopEtcd, stopScheduler } from '../../lib/faults/program-loans.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** Members are not told that nobody can hear of them: they have what they need. */
export const nobodyAnswers: Scenario = {
  title: 'The scheduler is away amid a growth, then the API server, and then the store behind it',
  hypothesis:
    'Members wait for a place, work on unheard, and what had been acknowledged is there when all ' +
    'are back.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec', 'volume-read', 'container-runtime-events'],
  tries: ['SS-CTL-003', 'SS-CTL-004', 'SS-CTL-008', 'SS-ORD-001'],
  exclusive: true,
  deadlineMs: minutes(12),
  faults: [],

  async run(world) {
    await world.start();
    await world.writes(3);
    const node = world.controlPlane();
    await world.under(stopScheduler, { node }, async () => {
      await world.patch('statefulsets', 'web', { spec: { replicas: 5 } });
      await world.watchFor(
        seconds(8),
        'the next pod waits for a node, and the one above it for it',
      );
    });
    await world.settle();

    for (const [outage, size] of [
      [stopApiServer, 4],
      [stopEtcd, 3],
    ] as const) {
      await world.under(outage, { node }, async () => {
        await world.watchFor(seconds(8), 'members work on, and nobody can be asked about them');
      });
      await world.scaleTo(size);
      await world.writes(3);
    }
  },
};
