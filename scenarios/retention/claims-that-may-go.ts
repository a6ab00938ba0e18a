import { deletePod } from '../../lib/faults/delete-pod.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { claimNow } from '../../lib/model/story-view.ts';
import { claimsWent } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const DISPOSABLE = { whenDeleted: 'Delete', whenScaled: 'Delete' };

/** A policy that deletes data must delete exactly the data that it speaks of. */
export const claimsThatMayGo: Scenario = {
  title: 'A set comes to dispose of its claims, shrinks, grows, loses a member and is deleted',
  hypothesis: 'Claims go with their ordinal or with the set, and for no other reason.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['audit-log', 'volume-read'],
  tries: [
    ...['SS-RET-002', 'SS-RET-003', 'SS-RET-004', 'SS-RET-005', 'SS-RET-006', 'SS-RET-007'],
    'SS-STO-010',
    ...['SS-RET-008', 'SS-RET-009', 'SS-RET-016'],
  ],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [{ fault: 'delete-pod', among: { from: 0, below: 2 } }],

  async run(world) {
    await world.start();
    await world.scaleTo(2);
    await world.patch('statefulsets', 'web', {
      spec: { persistentVolumeClaimRetentionPolicy: DISPOSABLE },
    });
    await world.until('the policy to reach the claims of live pods', (history) => {
      const claims = ['data-web-0', 'data-web-1'].map((name) => claimNow(history, name));
      return claims.every((claim) => claim?.owners.length) ? null : 'claims without an owner';
    });

    const lost = world.victimOf('delete-pod');
    await world.strikeMember(deletePod, lost);
    await world.replaced(lost);
    await world.settle();

    await world.scaleTo(3);
    await world.writes(3);
    await world.scaleTo(1);
    // Asked to grow at once: the new member has to wait for its condemned claim to be gone. The
    // controller is not told when that is, and may wait for ever: it looks again when one is lost.
    await world.patch('statefulsets', 'web', { spec: { replicas: 3 } });
    await world.until('the condemned claims to be gone', claimsWent(2));
    await world.strikeMember(deletePod, 0);
    await world.replaced(0);
    await world.settle();
    await world.writes(3);

    await world.deleteSet();
    await world.until('the claims to go with the set', (history) => {
      const left = [0, 1, 2].filter((ordinal) => claimNow(history, `data-web-${ordinal}`));
      return left.length === 0 ? null : `still there: ${left}`;
    });
    await world.until('their volumes to go', (history) => {
      const left = new Set<string>();
      for (const entry of history) {
        if (entry.kind !== 'volume') continue;
        if (entry.op === 'deleted') left.delete(entry.uid);
        else left.add(entry.uid);
      }
      return left.size === 0 ? null : `${left.size} are there`;
    });
  },
};
