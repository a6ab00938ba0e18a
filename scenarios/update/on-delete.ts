import { deletePod } from '../../lib/faults/delete-pod.ts';
import type { Entry } from '../../lib/model/entry.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { onDeleteProbes } from '../../lib/promises/on-delete/probes.ts';
import { updateProbes } from '../../lib/promises/updates/probes.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const template = (note: string) => ({ template: { metadata: { annotations: { note } } } });
/** A revision that members wear is kept all the same, neither the current one nor the newest. */
const NO_HISTORY = { revisionHistoryLimit: 0 };
const ON_DELETE = { updateStrategy: { type: 'OnDelete', rollingUpdate: null } };
const ROLLING = { updateStrategy: { type: 'RollingUpdate' } };

/** The strategy of those who would rather do it themselves, and the way back from it. */
export const onDelete: Scenario = {
  title: 'A set waits for its members to be deleted, grows, and is switched back in the end',
  hypothesis: 'The controller keeps its hands off, and whoever comes anew comes updated.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 2, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: [
    ...['SS-OND-001', 'SS-OND-002', 'SS-OND-003', 'SS-OND-004', 'SS-OND-005', 'SS-OND-006'],
    ...['SS-UPD-019', 'SS-STA-011'],
  ],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [],

  async run(world) {
    await world.start();
    await world.ask([...onDeleteProbes, ...updateProbes]);
    await world.edit('to OnDelete, with a new template', {
      ...{ ...ON_DELETE, ...NO_HISTORY },
      ...template('second'),
    });
    await world.askRolloutStatus();
    await world.watchFor(seconds(6), 'a new template alone replaces nobody');
    await world.strikeMember(deletePod, 1);
    await world.replaced(1);
    await world.scaleTo(3);
    await world.strikeMember(deletePod, 0);
    await world.replaced(0);
    await world.watchFor(seconds(6), 'what the status says when all were replaced');

    await world.edit('another template', template('third'));
    await world.edit('to RollingUpdate', ROLLING);
    await world.until('the first to be taken', (history) => {
      // Nobody has taken it before, and its successor may be heard of in the same moment.
      const isTaken = (entry: Entry) =>
        entry.kind === 'pod' && entry.name === 'web-2' && entry.deleting !== null;
      return history.some(isTaken) ? null : 'all are there';
    });
    await world.edit('back to OnDelete', ON_DELETE);
    await world.watchFor(seconds(10), 'nobody else is taken');
    await world.edit('to RollingUpdate again', { ...ROLLING, revisionHistoryLimit: 10 });
    await world.rolledOut();
  },
};
