import { nodeOff } from '../../lib/faults/node-off.ts';
import { outOfService } from '../../lib/faults/out-of-service.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { notWhole } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** The story that beginners are told ends well by itself. It ends well when somebody vouches. */
export const powerLostAndFenced: Scenario = {
  title: 'A node loses its power, is called out of service, and comes back',
  hypothesis: 'Its member is missing until somebody vouches for its death, and never there twice.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 100, storage: 'shared' }),
  needs: ['node-exec', 'node-power', 'container-runtime-events', 'volume-read', 'shared-storage'],
  tries: [
    'SS-AMO-004',
    'SS-AMO-001',
    'SS-NOD-001',
    'SS-NOD-005',
    'SS-IDN-010',
    'SS-STO-004',
    'SS-NOD-002',
    'SS-STO-015',
  ],
  exclusive: true,
  hurtsOnlyNodes: true,
  deadlineMs: minutes(12),
  faults: [{ fault: 'node-off', among: { from: 0, below: 3 } }],

  async run(world) {
    await world.start();
    await world.writes(10);
    const victim = world.victimOf('node-off');
    const node = await world.nodeOf(victim);
    await world.under(nodeOff, { node }, async () => {
      await world.terminating(victim);
      await world.watchFor(seconds(10), 'nobody has vouched for its death, so it is missed');
      await world.under(outOfService, { node }, () => world.settle());
    });
    const pod = { nodeSelector: { 'kubernetes.io/hostname': node } };
    await world.create((deployment) => [
      benchSet({ name: 'latecomer', replicas: 1, pod }, deployment),
    ]);
    await world.until('the node to bring up who came after its return', (history) =>
      notWhole(history, 'latecomer'),
    );
    await world.watchFor(seconds(3), 'what the node had run before stays dead');
    await world.writes(10);
  },
};
