import { deletePod } from '../../lib/faults/delete-pod.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { countsTheReady, isGone } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** Where a set begins at 1, the line is an index; and those below it can hold up those above. */
export const lineCountedFromTheStart: Scenario = {
  title: 'A canary in a set that starts at 1, while a member below the line cannot come back',
  hypothesis: 'The canary waits for those below, and the line counts from the start.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-PTN-007', 'SS-PTN-011', 'SS-UPD-010'],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [],

  async run(world) {
    await world.start();
    await world.edit('to start at 1', { ordinals: { start: 1 } });
    await world.settle();
    await world.rollOut({ updatePartition: 3 });

    await world.limit('none', { pods: '0' });
    await world.strikeMember(deletePod, 1);
    await world.until('web-1 to be gone', isGone('web-1'));
    await world.until('its controller to know', countsTheReady('web'));
    await world.setUpdatePartition(2);
    await world.watchFor(seconds(10), 'the canary waits for a member that it does not concern');

    await world.remove('resourcequotas', 'none');
    await world.replaced(1);
    await world.rolledOut();
    // The last below the line: its ordinal is the line, and its place is not.
    await world.strikeMember(deletePod, 2);
    await world.replaced(2);
  },
};
