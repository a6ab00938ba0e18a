import type { History } from '../../model/entry.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { Incarnation, SetTimeline } from '../../model/timeline.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { condemnedOf, readRetention } from './reading.ts';

/**
 * Whoever never heard of retention policies must not lose data to one.
 *
 * Judged for sets whose policy was Retain all along: of each member that went with a smaller scale
 * or with its set, the claims are looked at until the history ends or a new set takes them over.
 */
export const keptByDefault: StatefulPromise = {
  id: 'SS-RET-001',
  level: 'MUST',
  statement: 'Under Retain neither a scale-down nor the deletion of the set MUST touch any claim',
  source: SOURCES.retention,
  since: '1.9; as a field since 1.27',
  check: checkKept,
};

function checkKept(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const reading = readRetention(history);
  const { sets, gaps, end } = reading;
  for (const set of sets.filter(keepsAll)) {
    const next = sets.find(({ name, first }) => name === set.name && first.at > set.first.at);
    const until = next?.first.at ?? end;
    const members = reading.membersOf(set);
    const condemned = condemnedOf(set, members).map(({ member }) => member);
    const left = set.gone ? members.filter((member) => member.deleting) : condemned;
    for (const member of left) {
      const from = member.deleting ?? member.last;
      const claims = reading.claimsFor(set, member.ordinal, from.at);
      const own = claims.filter((claim) => !reading.isUsersDoing(claim) && !claim.first.deleting);
      if (own.length === 0 || isOrphan(member)) continue;
      const taken = own.find(({ deleting }) => deleting && deleting.at <= until);
      const to = { clock: from.clock, at: until };
      const gap = gaps.over({ on: ['claim', 'set', 'pod'], from, to });
      const says = `claim ${taken?.name} was deleted after ${member.pod}, under Retain`;
      if (taken?.deleting && taken.deleting.at >= from.at) {
        violation(says, [set.first, from, taken.deleting]);
      } else if (gap) blind(`the claims of ${member.pod}`, gap);
      else trial();
    }
  }
  return findings();
}

function keepsAll({ states }: SetTimeline): boolean {
  return states.every(
    ({ whenDeleted, whenScaled }) => whenDeleted === 'Retain' && whenScaled === 'Retain',
  );
}

function isOrphan({ states }: Incarnation): boolean {
  return states.some(({ owner }) => owner === null);
}
