import type { History } from '../../model/entry.ts';
import { endOf, ordinalIn } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  firstReady,
  type Incarnation,
  incarnationsOf,
  type SetEntry,
  setTimelinesOf,
} from '../../model/timeline.ts';
import { claimName, claimsOf } from '../../model/timeline-claims.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { madeClaimsOf, otherThanAsked } from './made-from-template.ts';

/**
 * The claim's name is how data finds its member again. Backups, restores and every operator that
 * moves volumes compute it: template, set, ordinal.
 *
 * Judged from each member's spec and the claims that exist. What is on the volume is not judged,
 * nor is a claim that was there before its set, or that somebody else made.
 */
export const ownClaims: StatefulPromise = {
  id: 'SS-STO-001',
  level: 'MUST',
  statement:
    'For each claim template and ordinal there MUST be one claim, named after template, set and ' +
    'ordinal and made with the size, class and access modes of its template, and each member ' +
    'refers to its own claims and to no other member’s',
  source: SOURCES.storage,
  since: '1.9',
  check: checkOwnClaims,
};

function checkOwnClaims(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const claims = claimsOf(history);
  const sets = new Map(setTimelinesOf(history).map(({ uid, first }) => [uid, first]));
  const end = endOf(history);

  for (const member of incarnationsOf(history)) {
    const set = sets.get(member.setUid);
    const ready = firstReady(member);
    if (!set || set.claimTemplates.length === 0) continue;
    for (const says of wrongReferences(member, set)) violation(says, [set, member.last]);
    if (!ready) continue;
    const gap = gaps.over({ on: ['pod', 'claim'], from: member.first, to: ready });
    if (gap) {
      blind(`which claims ${member.pod} had`, gap);
      continue;
    }
    const known = ready.at + SLACK.watchLagMs;
    for (const template of set.claimTemplates) {
      const name = claimName(template, set.name, member.ordinal);
      // The watch of claims trails that of pods: at the very end it may not have caught up.
      if (claims.at(name, known) || end < known) continue;
      violation(`${member.pod} is Ready and there is no claim ${name}`, [set, ready]);
    }
    trial();
  }
  for (const { claim, from } of madeClaimsOf(history)) {
    const [one] = from;
    const wrongs = from.map(({ asked }) => otherThanAsked(claim.first, asked));
    if (!one || !wrongs.every((wrong) => wrong !== null)) continue;
    const gap = gaps.over({ on: ['claim', 'set'], from: one.set.first, to: claim.first });
    if (gap) blind(`what ${claim.name} was made with`, gap);
    else violation(`${claim.name} was made with ${wrongs[0]}`, [one.set.first, claim.first]);
  }
  return findings();
}

function wrongReferences({ pod, ordinal, last }: Incarnation, set: SetEntry): readonly string[] {
  const wrong: string[] = [];
  for (const template of set.claimTemplates) {
    const due = claimName(template, set.name, ordinal);
    const found = last.claims[template];
    if (found !== due) wrong.push(`${pod} refers to ${found ?? 'no claim'} instead of ${due}`);
  }
  for (const [volume, claim] of Object.entries(last.claims)) {
    if (set.claimTemplates.includes(volume)) continue;
    const other = set.claimTemplates.find((template) => {
      const slot = claim.startsWith(`${template}-`) ? claim.slice(template.length + 1) : '';
      return ordinalIn(set.name, slot) !== null;
    });
    if (other) wrong.push(`${pod} refers to ${claim}, made from ${other}, as its ${volume}`);
  }
  return wrong;
}
