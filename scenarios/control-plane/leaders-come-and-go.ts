import { deletePod } from '../../lib/faults/delete-pod.ts';
import {
  freezeControllerManager,
  stopControllerManager,
  stopScheduler,
} from '../../lib/faults/program-loans.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { notWhole } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** A canary, and whoever watches over it is away: three times amid work, and once at rest. */
export const leadersComeAndGo: Scenario = {
  title: 'The controller goes and comes back amid a canary, losses and a growth, and then at rest',
  hypothesis:
    'Nothing happens without it, nothing for its return alone, and then all that must, above the ' +
    'line and below it.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec', 'container-runtime-events'],
  tries: [
    ...['SS-AMO-001', 'SS-AMO-010', 'SS-IDN-010', 'SS-ORD-001', 'SS-PTN-001', 'SS-PTN-010'],
    ...['SS-CTL-001', 'SS-CTL-002', 'SS-CTL-007', 'SS-CTL-008'],
  ],
  exclusive: true,
  deadlineMs: minutes(15),
  faults: [],

  async run(world) {
    await world.start();
    const node = world.controlPlane();
    await world.rollOut({ updatePartition: 2 });
    await world.under(stopControllerManager, { node }, async () => {
      for (const victim of [1, 0]) await world.strikeMember(deletePod, victim);
      await world.watchFor(seconds(5), 'members below the line are lost, and nobody replaces them');
    });
    for (const victim of [0, 1]) await world.replaced(victim);
    await world.settle();

    await world.under(stopScheduler, { node }, async () => {
      await world.patch('statefulsets', 'web', { spec: { replicas: 5 } });
      await world.watchFor(seconds(5), 'the next pod waits for a node, and all above it for it');
    });
    await world.under(freezeControllerManager, { node }, async () => {
      await world.patch('statefulsets', 'web', { spec: { replicas: 6 } });
      await world.watchFor(seconds(17), 'a leader amid a growth loses its lease unawares');
    });
    await world.settle();

    await world.create((deployment) => [
      benchSet({ name: 'still', replicas: 2, templates: ['data'] }, deployment),
    ]);
    await world.until('still to be whole', (history) => notWhole(history, 'still'));
    await world.under(stopControllerManager, { node }, async () => {
      const updateStrategy = { rollingUpdate: { partition: 0 } };
      await world.patch('statefulsets', 'web', { spec: { updateStrategy } });
      await world.watchFor(
        seconds(5),
        'the line is taken away, and nobody hears of it; still needs nobody',
      );
    });
    await world.rolledOut();
    await world.settle();
    await world.create((deployment) => [benchSet({ name: 'beside', replicas: 1 }, deployment)]);
    await world.until('a set that came later to have its turn', (history) =>
      notWhole(history, 'beside'),
    );
    await world.watchFor(
      seconds(3),
      'whoever took over has looked around, and leaves all as it is',
    );
  },
};
