import { deletePod } from '../../lib/faults/delete-pod.ts';
import {
  freezeControllerManager,
  stopControllerManager,
  stopScheduler,
} from '../../lib/faults/program-loans.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** Those who decide stand still, go away and return: first with nothing to do, then amid work. */
export const nobodyDecides: Scenario = {
  title: 'The controller freezes, then is away while members are lost; the scheduler is away, too',
  hypothesis:
    'Nothing happens without them, nothing for their return alone, and then all that must.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec'],
  tries: ['SS-CTL-001', 'SS-CTL-002', 'SS-CTL-007', 'SS-CTL-008', 'SS-IDN-010', 'SS-ORD-001'],
  exclusive: true,
  deadlineMs: minutes(12),
  faults: [],

  async run(world) {
    await world.start();
    await world.writes(3);
    const node = world.controlPlane();
    await world.under(freezeControllerManager, { node }, async () => {
      await world.watchFor(seconds(20), 'the frozen leader loses its lease without knowing it');
    });
    await world.watchFor(seconds(30), 'whoever leads has looked around, and leaves all as it is');

    await world.under(stopControllerManager, { node }, async () => {
      for (const victim of [2, 0]) await world.strikeMember(deletePod, victim);
      await world.watchFor(seconds(10), 'members are lost, and nobody replaces them');
    });
    for (const victim of [0, 2]) await world.replaced(victim);
    await world.settle();

    await world.under(stopScheduler, { node }, async () => {
      await world.patch('statefulsets', 'web', { spec: { replicas: 5 } });
      await world.watchFor(
        seconds(8),
        'the next pod waits for a node, and the one above it for it',
      );
    });
    await world.settle();
    await world.writes(3);
  },
};
