import { deletePod } from '../../lib/faults/delete-pod.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/**
 * Everything an operator does with the line between old and new, in one sitting. The set starts at
 * 1, so that who counts the line from zero draws another one.
 */
export const lineUpAndDown: Scenario = {
  title: 'An update is staged, let down step by step, raised, grown under and scaled away',
  hypothesis: 'The line moves what it should and nothing else.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, start: 1, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: [
    ...['SS-PTN-003', 'SS-PTN-004', 'SS-PTN-005', 'SS-PTN-006', 'SS-PTN-008', 'SS-PTN-009'],
    ...['SS-PTN-001', 'SS-STA-002'],
  ],
  exclusive: false,
  deadlineMs: minutes(12),
  faults: [],

  async run(world) {
    await world.start();
    await world.rollOut({ updatePartition: 3 });
    await world.watchFor(seconds(6), 'an update that is only staged replaces nobody');
    await world.setUpdatePartition(1);
    await world.rolledOut();
    await world.strikeMember(deletePod, 1);
    await world.replaced(1);
    await world.setUpdatePartition(4);
    await world.watchFor(seconds(6), 'raising the line takes nobody back');

    // web-4 comes below the line, and web-5 above it.
    await world.scaleTo(5);
    await world.scaleTo(0);
    await world.scaleTo(3);
  },
};
