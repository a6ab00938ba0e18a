import { stopApiServer, stopEtcd } from '../../lib/faults/program-loans.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** Members are not told that nobody can hear of them: they have what they need. */
export const nobodyAnswers: Scenario = {
  title: 'The API server is away, and then the store behind it',
  hypothesis: 'Members work on, and what had been acknowledged is there when both are back.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec', 'volume-read', 'container-runtime-events'],
  tries: ['SS-CTL-003', 'SS-CTL-004'],
  exclusive: true,
  deadlineMs: minutes(12),
  faults: [],

  async run(world) {
    await world.start();
    await world.writes(3);
    const node = world.controlPlane();
    for (const [outage, size] of [
      [stopApiServer, 4],
      [stopEtcd, 3],
    ] as const) {
      await world.under(outage, { node }, async () => {
        await world.watchFor(seconds(15), 'members work on, and nobody can be asked about them');
      });
      await world.scaleTo(size);
      await world.writes(3);
    }
  },
};
