import type { History } from '../../model/entry.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted } from '../../model/timeline.ts';
import { type Rest, restsOf } from '../rests.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { isForeignControlled, ownedByPod, ownedBySet, readRetention } from './reading.ts';

/**
 * Owner references are the policy: whatever stands there when the garbage collector looks is what
 * happens to the data.
 *
 * Judged whenever a set is at rest, for the ordinals that it wants. No claim may ever belong to the
 * set and to a pod of it at once. Claims that have another controller are left alone.
 */
export const ownerMatrix: StatefulPromise = {
  id: 'SS-RET-005',
  level: 'MUST',
  statement:
    'A claim of an ordinal that is wanted MUST belong to the set exactly when ' +
    'whenDeleted=Delete, ' +
    'and to its pod never',
  source: SOURCES.retention,
  since: '1.27',
  check: checkMatrix,
};

function checkMatrix(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const reading = readRetention(history);
  for (const rest of restsOf(history)) {
    const set = reading.sets.find(({ uid }) => uid === rest.set.uid);
    // The watch of claims trails that of sets: at the very end it may not have caught up, unless
    // the rest is a long one.
    const known = Math.min(rest.to.at + SLACK.watchLagMs, reading.end);
    const isKnown = known >= rest.from.at + SLACK.watchLagMs;
    if (!set || !isKnown || changedSince(rest, set.states, known)) continue;
    const gap = reading.gaps.over({ on: ['claim', 'pod', 'set'], from: set.first, to: rest.to });
    for (const member of reading.membersOf(set)) {
      const isThere = rest.pods.some(({ uid, deleting }) => uid === member.uid && !deleting);
      if (!isThere || !isWanted(rest.set, member.ordinal)) continue;
      for (const claim of reading.claimsFor(set, member.ordinal, known)) {
        const state = claim.states.findLast(({ at }) => at <= known);
        if (!state || state.deleting || isForeignControlled(state)) continue;
        const due = rest.set.whenDeleted === 'Delete';
        const evidence = [rest.set, state, rest.witness];
        if (ownedByPod(state, member)) {
          violation(`${claim.name} belongs to ${member.pod}, which is wanted`, evidence);
        } else if ((ownedBySet(state, set) !== null) !== due) {
          const is = due ? 'does not belong' : 'belongs';
          violation(`${claim.name} ${is} to ${set.name} under ${rest.set.whenDeleted}`, evidence);
        } else if (gap) blind(`whose ${claim.name} was`, gap);
        else trial();
      }
    }
  }
  for (const claim of reading.claims) {
    const both = claim.states.find(({ owners }) => {
      const kinds = owners.filter(({ controller }) => controller !== false).map(({ kind }) => kind);
      return kinds.includes('StatefulSet') && kinds.includes('Pod');
    });
    if (both) violation(`${claim.name} belonged to a set and to a pod at once`, [both]);
  }
  return findings();
}

/** A spec that changed while the watches caught up is not the one to measure by. */
function changedSince(
  { set, to }: Rest,
  states: readonly { readonly at: number; readonly generation: number }[],
  known: number,
): boolean {
  return states.some(
    ({ at, generation }) => generation !== set.generation && at > to.at && at <= known,
  );
}
