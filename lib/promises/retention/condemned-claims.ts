import type { History } from '../../model/entry.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, type SetTimeline } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';
import {
  type Condemned,
  condemnedOf,
  hasForeignOwner,
  type Reading,
  readRetention,
} from './reading.ts';

/**
 * The policy saves the cost of volumes that nobody uses, and one wrong step makes it delete those
 * that somebody does.
 */
export const condemnedClaimsGo: StatefulPromise = {
  id: 'SS-RET-003',
  level: 'MUST',
  statement:
    'With whenScaled=Delete the claims of ordinals that are scaled away, and no others, MUST go, ' +
    'and only after their pod has gone',
  source: SOURCES.retention,
  since: '1.27',
  check: checkCondemned,
};

function checkCondemned(history: History): Findings {
  const on = tally();
  const reading = readRetention(history);
  for (const set of reading.sets) {
    if (!set.states.some(({ whenScaled }) => whenScaled === 'Delete')) continue;
    const condemned = condemnedOf(set, reading.membersOf(set));
    for (const one of condemned) {
      if (one.state.whenScaled === 'Delete') checkOne(set, one, reading, on);
    }
    checkSurvivors(set, condemned, reading, on);
  }
  return on.findings();
}

function checkOne(set: SetTimeline, condemned: Condemned, reading: Reading, on: Tally): void {
  const { member, deleting } = condemned;
  const { gaps, end } = reading;
  for (const claim of reading.claimsFor(set, member.ordinal, deleting.at)) {
    if (claim.states.some(hasForeignOwner) || reading.isUsersDoing(claim)) continue;
    const to = claim.gone ?? { clock: deleting.clock, at: end };
    const gap = gaps.over({ on: ['claim', 'pod', 'set'], from: deleting, to });
    const podGone = member.gone;
    if (gap) on.blind(`what became of claim ${claim.name}`, gap);
    else if (claim.gone && (!podGone || claim.gone.at < podGone.at - SLACK.watchLagMs)) {
      on.violation(`${claim.name} went while ${member.pod} was still there`, [
        deleting,
        claim.gone,
      ]);
    } else if (claim.gone) on.trial();
    else if (podGone && end - podGone.at >= SLACK.garbageMs) {
      const says = `${claim.name} was there ${SLACK.garbageMs / 1000} s after ${member.pod}`;
      on.violation(says, [podGone, claim.last]);
    } else on.doubt(`the history ends before ${claim.name} could be seen to go`, [claim.last]);
  }
}

/** Claims that are deleted though no state of the set ever gave their ordinal away. */
function checkSurvivors(
  set: SetTimeline,
  condemned: readonly Condemned[],
  reading: Reading,
  { violation }: Tally,
): void {
  const alive = set.states.filter(({ op, deleting }) => op !== 'deleted' && !deleting);
  const until = (set.states.find((state) => state.deleting) ?? set.gone)?.at ?? reading.end;
  const ordinals = new Set(reading.membersOf(set).map(({ ordinal }) => ordinal));
  for (const ordinal of ordinals) {
    if (!alive.every((state) => isWanted(state, ordinal))) continue;
    for (const claim of reading.claims) {
      const { deleting, name } = claim;
      const isOwn = reading.claimsFor(set, ordinal, claim.first.at).includes(claim);
      if (!isOwn || !deleting || reading.isUsersDoing(claim)) continue;
      if (deleting.at <= set.first.at || deleting.at >= until) continue;
      const says = `${name} was deleted, and ${set.name} never gave ordinal ${ordinal} away`;
      violation(says, [deleting, ...condemned.slice(-1).map((one) => one.deleting)]);
    }
  }
}
