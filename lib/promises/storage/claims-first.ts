import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, setTimelinesOf } from '../../model/timeline.ts';
import { claimLivesOf, claimNames } from '../../model/timeline-claims.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

type Audit = EntryOf<'audit'>;

/**
 * A pod that is there before its claims is scheduled without them, and may come to rest where its
 * volume never can.
 *
 * Judged from the audit log: claims and pods are two kinds of object, and only the API server's own
 * diary puts their creations in one order. A claim that was there before the history began needs no
 * line in it.
 */
export const claimsFirst: StatefulPromise = {
  id: 'SS-STO-002',
  level: 'MUST',
  statement: 'All claims of an ordinal MUST exist before its pod is created',
  source: SOURCES.storage,
  since: '1.9',
  check: checkOrder,
};

function checkOrder(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const lives = claimLivesOf(history);
  const creations = entriesOf(history, 'audit').filter(isCreation);
  const sets = new Map(setTimelinesOf(history).map((set) => [set.uid, set]));
  for (const member of incarnationsOf(history)) {
    const set = sets.get(member.setUid);
    const made = creations.find(({ resource, uid }) => resource === 'pods' && uid === member.uid);
    if (!set || !made || set.first.claimTemplates.length === 0) continue;
    const names = claimNames(set.first, member.ordinal);
    const late = names.find((name) => {
      const own = lives.filter((life) => life.name === name);
      if (own.some(({ first }) => first.op === 'found')) return false;
      const lines = creations.filter((claim) => isClaim(claim, name));
      // A line may have been missed; what was heard of before the member was there before it.
      if (lines.length === 0) return !own.some(({ first }) => first.rv < member.first.rv);
      return !lines.some(({ at }) => at <= made.received);
    });
    const gap = gaps.over({ on: ['audit', 'claim', 'pod'], from: set.first, to: made });
    const first = creations.find((claim) => late !== undefined && isClaim(claim, late));
    if (late && first) violation(`${member.pod} was created before ${late}`, [made, first]);
    else if (gap) blind(`what ${member.pod} was created with`, gap);
    else if (late) violation(`${member.pod} was created, and ${late} never was`, [made]);
    else trial();
  }
  return findings();
}

function isCreation({ verb, subresource, code }: Audit): boolean {
  return verb === 'create' && subresource === null && code < 300;
}

function isClaim({ resource, name }: Audit, due: string): boolean {
  return resource === 'persistentvolumeclaims' && name === due;
}
