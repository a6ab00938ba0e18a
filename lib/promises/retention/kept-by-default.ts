import type { History } from '../../model/entry.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  type SetEntry,
  type SetTimeline,
  statesDuring,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { condemnedOf, hasForeignOwner, readRetention } from './reading.ts';

/**
 * Whoever never heard of retention policies must not lose data to one, and whoever chose one for
 * the end of the set must not lose any to a smaller scale.
 *
 * Judged for sets whose policy was Retain all along: of each member that went with a smaller scale
 * or with its set, the claims are looked at until the history ends or a new set takes them over.
 * Where only whenScaled was Retain, it is those that went with a smaller scale, and they are looked
 * at for as long as that was so and the set was not asked to go.
 */
export const keptByDefault: StatefulPromise = {
  id: 'SS-RET-001',
  level: 'MUST',
  statement:
    'Neither a scale-down nor the deletion of the set MUST touch any claim where the policy ' +
    'for it is Retain',
  source: SOURCES.retention,
  since: '1.9; as a field since 1.27',
  check: checkKept,
};

function checkKept(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const reading = readRetention(history);
  const { sets, gaps, end } = reading;
  for (const set of sets) {
    const next = sets.find(({ name, first }) => name === set.name && first.at > set.first.at);
    const isAll = keepsAll(set);
    const members = reading.membersOf(set);
    const condemned = condemnedOf(set, members).map(({ member }) => member);
    const left = isAll && set.gone ? members.filter((member) => member.deleting) : condemned;
    for (const member of left) {
      const from = member.deleting ?? member.last;
      const until = isAll ? (next?.first.at ?? end) : keptUntil(set, from.at, end);
      if (!isAll && until <= from.at) continue;
      const claims = reading.claimsFor(set, member.ordinal, from.at);
      const own = claims.filter(
        (claim) =>
          !reading.isUsersDoing(claim) &&
          !claim.first.deleting &&
          !claim.states.some(hasForeignOwner),
      );
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

/** How long what a smaller scale left behind was surely to be kept; `from` where it never was. */
function keptUntil({ states }: SetTimeline, from: number, end: number): number {
  const mayGo = ({ whenScaled, deleting, op }: SetEntry) =>
    whenScaled !== 'Retain' || deleting !== null || op === 'deleted';
  if (statesDuring(states, from - SLACK.staleSpecMs, from).some(mayGo)) return from;
  const change = states.find((state) => state.at > from && mayGo(state));
  return change ? change.at - SLACK.lateNewsMs : end;
}

function isOrphan({ states }: Incarnation): boolean {
  return states.some(({ owner }) => owner === null);
}
