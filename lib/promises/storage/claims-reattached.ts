import type { History } from '../../model/entry.ts';
import { groupBy, pairsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, type SetTimeline, setTimelinesOf } from '../../model/timeline.ts';
import {
  brokenHandover,
  claimNames,
  claimsDeletedByName,
  claimsOf,
  firstInUse,
} from '../../model/timeline-claims.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Deleting a set and creating it anew is how many a chart is upgraded. It is harmless only because
 * every ordinal finds its old volume again.
 *
 * Judged where the set was retained by policy and its new members became Ready. A set that adopts
 * the pods of an old one has no new members, and is not judged here.
 */
export const claimsReattached: StatefulPromise = {
  id: 'SS-STO-012',
  level: 'MUST',
  statement:
    'When a set is deleted and created again under its name, every ordinal MUST be attached to ' +
    'its old claims',
  source: SOURCES.retention,
  since: '1.9',
  check: checkReattached,
};

function checkReattached(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const claims = claimsOf(history);
  const asked = claimsDeletedByName(history);
  const members = incarnationsOf(history);

  for (const [old, fresh] of recreations(history)) {
    if (!old.gone || old.states.some(({ whenDeleted }) => whenDeleted !== 'Retain')) continue;
    const leftAt = (old.states.find(({ deleting }) => deleting !== null) ?? old.gone).at;
    for (const member of members.filter(({ setUid }) => setUid === fresh.uid)) {
      const after = firstInUse(member);
      const names = claimNames(old.first, member.ordinal).filter((name) =>
        claimNames(fresh.first, member.ordinal).includes(name),
      );
      const known = names.filter((name) => claims.at(name, leftAt) && !asked.has(name));
      if (after === null || known.length === 0) continue;
      const { clock } = old.gone;
      const from = { clock, at: leftAt };
      const gap = gaps.over({ on: ['pod', 'claim', 'set'], from, to: { clock, at: after } });
      if (gap) {
        blind(`what ${member.pod} was attached to`, gap);
        continue;
      }
      trial();
      for (const name of known) {
        const handover = claims.handover(name, leftAt, after);
        const isUsed = Object.values(member.last.claims).includes(name);
        const broken = isUsed ? brokenHandover(handover) : `claim ${name} was left aside`;
        if (!broken) continue;
        const says = `${fresh.name} was created again, and for ${member.pod} ${broken}`;
        violation(says, [old.gone, handover.before, handover.after, member.last]);
      }
    }
  }
  return findings();
}

function recreations(history: History): readonly (readonly [SetTimeline, SetTimeline])[] {
  const byName = groupBy(setTimelinesOf(history), ({ name }) => name);
  return [...byName.values()].flatMap(pairsOf);
}
