import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  isWanted,
  type SetTimeline,
  setTimelinesOf,
  statesDuring,
  successionsOf,
} from '../../model/timeline.ts';
import {
  brokenHandover,
  claimNames,
  claimsDeletedByName,
  claimsOf,
  firstInUse,
  lastInUse,
} from '../../model/timeline-claims.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A claim of the right name may be a new and empty one. Data follows the claim's uid and the volume
 * behind it, so these are what has to stay.
 *
 * Judged once the replacement is Ready. Claims that the set's own retention policy had removed in
 * between are not judged, and neither are those that a user deleted by name: they were asked for.
 */
export const sameClaimForReplacement: StatefulPromise = {
  id: 'SS-STO-006',
  level: 'MUST',
  statement:
    'A replacement MUST use the very claims of the pod that it replaces, bound to the same volumes',
  source: SOURCES.storage,
  since: '1.9',
  check: checkClaims,
};

function checkClaims(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const claims = claimsOf(history);
  const sets = new Map(setTimelinesOf(history).map((set) => [set.uid, set]));
  const asked = claimsDeletedByName(history);

  for (const [old, fresh] of successionsOf(history)) {
    const [oldSet, freshSet] = [sets.get(old.setUid), sets.get(fresh.setUid)];
    const [before, after] = [lastInUse(old), firstInUse(fresh)];
    if (!oldSet || !freshSet || before === null || after === null) continue;
    if (wereDisposed(old, oldSet, freshSet, before, after)) continue;
    const names = claimNames(oldSet.first, old.ordinal).filter(
      (name) =>
        claimNames(freshSet.first, fresh.ordinal).includes(name) &&
        claims.at(name, before) &&
        !asked.has(name),
    );
    if (names.length === 0) continue;
    const { clock } = fresh.first;
    const from = { clock, at: before };
    const gap = gaps.over({ on: ['pod', 'claim'], from, to: { clock, at: after } });
    if (gap) {
      blind(`the claims of ${old.pod}`, gap);
      continue;
    }
    trial();
    for (const name of names) {
      const handover = claims.handover(name, before, after);
      const broken = brokenHandover(handover);
      if (!broken) continue;
      const { before: was, after: is } = handover;
      violation(`${old.pod} was replaced, and ${broken}`, [old.last, was, is, fresh.first]);
    }
  }
  return findings();
}

/** Whether the set's retention policy had a say between two incarnations. */
function wereDisposed(
  { ordinal, deleting }: Incarnation,
  oldSet: SetTimeline,
  freshSet: SetTimeline,
  from: number,
  to: number,
): boolean {
  if (oldSet.uid !== freshSet.uid) {
    return oldSet.states.some(({ whenDeleted }) => whenDeleted !== 'Retain');
  }
  // A smaller scale that is taken back while the pod is going has condemned it all the same.
  const since = Math.min(from, (deleting?.at ?? from) - SLACK.controllerLagMs);
  return statesDuring(oldSet.states, since, to).some(
    (state) => state.whenScaled !== 'Retain' && !isWanted(state, ordinal),
  );
}
