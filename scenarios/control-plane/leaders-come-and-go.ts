import { deletePod } from '../../lib/faults/delete-pod.ts';
import {
  freezeControllerManager,
  stopApiServer,
  stopControllerManager,
} from '../../lib/faults/program-loans.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** A canary, and whoever watches over it is away three times, each time amid work. */
export const leadersComeAndGo: Scenario = {
  title: 'The controller goes and comes back amid a canary, a loss and a growth',
  hypothesis: 'Whoever takes over finds the line in the API, and takes nobody for missing.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 4, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec', 'container-runtime-events'],
  tries: ['SS-AMO-010', 'SS-AMO-001', 'SS-PTN-010', 'SS-PTN-001', 'SS-CTL-002'],
  exclusive: true,
  deadlineMs: minutes(15),
  faults: [{ fault: 'delete-pod', among: { from: 0, below: 2 } }],

  async run(world) {
    await world.start();
    const node = world.controlPlane();
    const below = world.victimOf('delete-pod');
    await world.rollOut({ updatePartition: 2 });
    await world.under(stopControllerManager, { node }, async () => {
      await world.strikeMember(deletePod, below);
      await world.watchFor(seconds(5), 'a member below the line is lost, and nobody sees to it');
    });
    await world.replaced(below);
    await world.settle();

    await world.under(stopApiServer, { node }, async () => {
      await world.watchFor(seconds(5), 'the line itself cannot be read');
    });
    await world.strikeMember(deletePod, below);
    await world.replaced(below);

    await world.patch('statefulsets', 'web', { spec: { replicas: 5 } });
    await world.under(freezeControllerManager, { node }, async () => {
      await world.watchFor(seconds(20), 'a leader amid a growth loses its lease unawares');
    });
    await world.settle();

    await world.under(stopControllerManager, { node }, async () => {
      const updateStrategy = { rollingUpdate: { partition: 0 } };
      await world.patch('statefulsets', 'web', { spec: { updateStrategy } });
      await world.watchFor(seconds(5), 'the line is taken away, and nobody hears of it');
    });
    await world.rolledOut();
    await world.watchFor(seconds(15), 'whoever took over has looked around');
  },
};
