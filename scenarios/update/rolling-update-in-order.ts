import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { claimNow } from '../../lib/model/story-view.ts';
import { limitsByDefault } from '../../lib/workloads/limit-range.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

/** The update that everybody does, and all that must not be one. */
export const rollingUpdateInOrder: Scenario = {
  title: 'A set is updated, tuned, applied again, restarted and taken back',
  hypothesis: 'Members go one by one from the top, and only when the template has changed.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: [
    ...['SS-RET-001', 'SS-RET-005', 'SS-RET-014'],
    ...['SS-UPD-001', 'SS-UPD-002', 'SS-UPD-003', 'SS-UPD-004', 'SS-UPD-005', 'SS-UPD-011'],
    ...['SS-UPD-012', 'SS-UPD-013', 'SS-UPD-015', 'SS-UPD-017', 'SS-APP-005'],
  ],
  exclusive: false,
  deadlineMs: minutes(12),
  faults: [],

  async run(world) {
    // No container of the set asks for one, so no member is what its template says.
    await world.create((deployment) => [limitsByDefault('shares', { cpu: '2' }, deployment)]);
    await world.start();
    await world.reapply();
    await world.rollOut({ updatePartition: 0 });
    await world.rolledOut();

    // Everything that may change and is not the template.
    await world.edit('what is not its template', { minReadySeconds: 1, revisionHistoryLimit: 5 });
    await world.edit('its retention', {
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' },
    });
    await world.setUpdatePartition(1);
    await world.setUpdatePartition(0);
    await world.scaleTo(4);
    await world.scaleTo(3);
    await world.patch('statefulsets', 'web', {
      metadata: { labels: { 'steadfast.dev/note': 'new' } },
    });
    await world.watchFor(seconds(5), 'nothing of this may restart a member');

    const metadata = { annotations: { [RESTARTED]: new Date(0).toISOString() } };
    await world.edit('a restart', { template: { metadata } });
    await world.rolledOut();
    await world.undoRollout();
    await world.rolledOut();

    await world.edit('its retention back', {
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain' },
    });
    // At rest the claims have to be whose they should be: whoever never gives them back is seen.
    await world.settle();
    await world.until('the claims of members to be nobody’s', (history) => {
      const names = ['data-web-0', 'data-web-1', 'data-web-2'];
      const owned = names.filter((name) => claimNow(history, name)?.owners.length);
      return owned.length === 0 ? null : `the set’s: ${owned.join(', ')}`;
    });
    await world.settle();
  },
};
