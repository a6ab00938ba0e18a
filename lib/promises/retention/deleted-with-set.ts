import type { History } from '../../model/entry.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { SetTimeline } from '../../model/timeline.ts';
import type { ClaimLife } from '../../model/timeline-claims.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';
import { hasForeignOwner, ownedBySet, type Reading, readRetention } from './reading.ts';

/**
 * A policy to delete is an order too: claims that stay behind are paid for, and the next set of
 * that name starts on somebody's old data.
 *
 * Judged for sets that asked for it at the moment of their deletion and whose pods went with them.
 * Claims that have another owner are not the set's alone to delete.
 */
export const deletedWithSet: StatefulPromise = {
  id: 'SS-RET-002',
  level: 'MUST',
  statement:
    'With whenDeleted=Delete the claims MUST have the set as their controller, and go after the ' +
    'set and its pods have gone',
  source: SOURCES.retention,
  since: '1.27',
  check: checkDeleted,
};

function checkDeleted(history: History): Findings {
  const on = tally();
  const reading = readRetention(history);
  for (const set of reading.sets) {
    const { gone } = set;
    const last = set.states.findLast(({ op, deleting }) => op !== 'deleted' && !deleting);
    if (!gone || !last || last.whenDeleted !== 'Delete') continue;
    // Only those who went with their set: others were orphaned, or condemned long before.
    const members = reading.membersOf(set).filter((member) => {
      return member.states.every(({ owner }) => owner !== null) && isLeft(member.gone?.at, last.at);
    });
    const asked = set.states.find(({ deleting }) => deleting) ?? gone;
    const names = new Map(members.map((member) => [member.ordinal, member]));
    for (const member of names.values()) {
      for (const claim of reading.claimsFor(set, member.ordinal, asked.at)) {
        if (claim.states.some(hasForeignOwner) || reading.isUsersDoing(claim)) continue;
        judge({ set, claim, podGone: member.gone ?? null }, reading, on);
      }
    }
  }
  return on.findings();
}

interface Deletion {
  readonly set: SetTimeline;
  readonly claim: ClaimLife;
  readonly podGone: SetTimeline['gone'] | ReturnType<Reading['membersOf']>[number]['gone'];
}

function judge({ set, claim, podGone }: Deletion, reading: Reading, on: Tally): void {
  const { gaps, end } = reading;
  const setGone = set.gone ?? set.first;
  const asked = set.states.find(({ deleting }) => deleting) ?? setGone;
  const to = claim.gone ?? { clock: setGone.clock, at: end };
  const gap = gaps.over({ on: ['claim', 'pod', 'set'], from: set.first, to });
  const owned = claim.states.findLast(({ at }) => at <= asked.at);
  if (gap) on.blind(`what became of claim ${claim.name}`, gap);
  else if (owned && ownedBySet(owned, set)?.controller === false) {
    on.violation(`${claim.name} names ${set.name} as an owner and not as its controller`, [owned]);
  } else if (owned && !ownedBySet(owned, set)) {
    on.violation(`${set.name} was deleted and ${claim.name} did not belong to it`, [owned, asked]);
  } else if (claim.gone && podGone && claim.gone.at < podGone.at - SLACK.watchLagMs) {
    on.violation(`${claim.name} went while its pod was still there`, [claim.gone, podGone]);
  } else if (claim.gone && podGone) on.trial();
  else if (podGone && end - Math.max(podGone.at, setGone.at) >= SLACK.garbageMs) {
    const says = `${claim.name} was there ${SLACK.garbageMs / 1000} s after its set and its pod`;
    on.violation(says, [setGone, podGone, claim.last]);
  } else on.doubt(`the history ends before ${claim.name} could be seen to go`, [claim.last]);
}

function isLeft(goneAt: number | undefined, at: number): boolean {
  return goneAt === undefined || goneAt >= at;
}
