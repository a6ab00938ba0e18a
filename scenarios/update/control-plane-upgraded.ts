import { deletePod } from '../../lib/faults/delete-pod.ts';
import { upgradeControlPlane } from '../../lib/faults/upgrade-control-plane.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { notWhole } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** As long as a new leader may take to look at everything, and then some. */
const LOOKED_AROUND = seconds(30);

/** Whoever upgrades at noon counts on it that no database restarts for that. */
export const controlPlaneUpgraded: Scenario = {
  title: 'The control plane is taken to the next release amid sets at rest, and back again',
  hypothesis: 'No member is restarted for it, and what is asked for meanwhile is done as ever.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec', 'upgrade', 'container-runtime-events', 'volume-read'],
  tries: ['SS-UPD-018', 'SS-AMO-001', 'SS-IDN-010', 'SS-UPD-001'],
  exclusive: true,
  takesApiAway: true,
  deadlineMs: minutes(12),
  faults: [{ fault: 'delete-pod', among: { from: 0, below: 3 } }],

  async run(world) {
    await world.start();
    // Beside a set of one member after another, one whose members come and go at once.
    await world.create((deployment) => [benchSet({ name: 'beside', replicas: 2 }, deployment)]);
    await world.until('the other set to be Ready', (history) => notWhole(history, 'beside'));
    await world.writes(3);
    const node = world.controlPlane();
    const lost = world.victimOf('delete-pod');
    await world.under(upgradeControlPlane, { node }, async () => {
      await world.watchFor(LOOKED_AROUND, 'the new leaders have looked around');
      await world.strikeMember(deletePod, lost);
      await world.replaced(lost);
      await world.rollOut({ updatePartition: 0 });
      await world.rolledOut();
      await world.writes(3);
    });
    await world.watchFor(LOOKED_AROUND, 'the old leaders are back and have looked around');
    await world.writes(3);
  },
};
