import { deletePod } from '../../lib/faults/delete-pod.ts';
import type { History } from '../../lib/model/entry.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { claimNow } from '../../lib/model/story-view.ts';
import { hold, letGo, replicas } from '../../lib/workloads/gated.ts';
import { claimsWent, isGoing } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const WHEN_BOTH = {
  persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
};
const WHEN_SCALED = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain' } };

/** A policy that deletes data must delete exactly the data that it speaks of. */
export const claimsThatMayGo: Scenario = {
  title:
    'A set comes to dispose of its claims, shrinks, thinks again, loses a member and is deleted',
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
    await world.patch('statefulsets', 'web', { spec: WHEN_BOTH });
    await world.until('the policy to reach the claims of live pods', belongTo('StatefulSet', 0, 1));

    const lost = world.victimOf('delete-pod');
    await world.strikeMember(deletePod, lost);
    await world.replaced(lost);
    await world.settle();

    await world.scaleTo(3);
    await world.writes(3);
    await world.edit('to keep its claims in the end', WHEN_SCALED);
    await world.until('the claims to be nobody’s', belongTo(null, 0, 1, 2));
    // Two are condemned, and the first of them is held: so the other is wanted again, alive, when
    // its claim was to go with it already.
    await hold(world, 'web-2');
    await world.patch('statefulsets', 'web', replicas(1));
    await world.until('web-2 to be on its way out', isGoing('web-2'));
    await world.until('the claim of web-1 to be its pod’s', belongTo('Pod', 1));
    await world.edit('to grow again', { replicas: 3 });
    await letGo(world, 'web-2');
    // The new member has to wait for its condemned claim to be gone. The controller is not told
    // when that is, and may wait for ever: it looks again when one is lost.
    await world.until('the condemned claim to be gone', claimsWent(1));
    await world.strikeMember(deletePod, 0);
    await world.replaced(0);
    await world.settle();
    await world.watchFor(seconds(4), 'whose the claims are, when all is done');
    await world.edit('to dispose of them after all', WHEN_BOTH);
    await world.until('the claims to be the set’s again', belongTo('StatefulSet', 0, 1, 2));
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

/** For waits: whose the claims of these ordinals are; null is nobody. */
function belongTo(kind: 'Pod' | 'StatefulSet' | null, ...ordinals: readonly number[]) {
  return (history: History): string | null => {
    const others = ordinals.filter((ordinal) => {
      const owners = claimNow(history, `data-web-${ordinal}`)?.owners ?? [];
      return kind ? !owners.some((owner) => owner.kind === kind) : owners.length > 0;
    });
    return others.length === 0 ? null : `not yet those of ${others.join(', ')}`;
  };
}
