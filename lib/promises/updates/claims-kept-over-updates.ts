import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, successionsOf } from '../../model/timeline.ts';
import { brokenHandover, claimsOf, firstInUse, lastInUse } from '../../model/timeline-claims.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { updateDeletionsOf } from './update-deletions.ts';

/**
 * An update changes what runs and not what it runs on: a member that came up on an empty volume
 * would have lost what it was trusted with to a new image.
 *
 * Judged are the claims by their uids and, where members write them, the records that the updated
 * member found at its first start.
 */
export const claimsKeptOverUpdates: StatefulPromise = {
  id: 'SS-UPD-012',
  level: 'MUST',
  statement: 'An updated member MUST keep its claims, the volumes behind them and what they hold',
  source: SOURCES.storage,
  since: '1.7+',
  check: checkClaims,
};

function checkClaims(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const claims = claimsOf(history);
  const updated = new Set(updateDeletionsOf(history).map(({ member }) => member.uid));
  for (const [old, fresh] of successionsOf(history)) {
    if (!updated.has(old.uid) || old.setUid !== fresh.setUid) continue;
    const [before, after] = [lastInUse(old), firstInUse(fresh)];
    if (before === null || after === null) continue;
    const names = Object.values(old.last.claims).filter((name) => claims.at(name, before));
    if (names.length === 0) continue;
    const { clock } = fresh.first;
    const to = { clock, at: after };
    const gap = gaps.over({ on: ['pod', 'claim', 'set'], from: { clock, at: before }, to });
    if (gap) {
      blind(`the claims of ${old.pod}`, gap);
      continue;
    }
    trial();
    for (const name of names) {
      const handover = claims.handover(name, before, after);
      const isUsed = Object.values(fresh.first.claims).includes(name);
      const broken = brokenHandover(handover) ?? (isUsed ? null : `claim ${name} is unused`);
      if (broken) violation(`${old.pod} was updated, and ${broken}`, [old.last, fresh.first]);
      const empty = emptyStart(history, old, fresh, name);
      if (!empty) continue;
      const says = `${old.pod} was updated, and nothing was left on ${name}`;
      violation(says, [old.last, fresh.first, empty]);
    }
  }
  return findings();
}

/** A start on an empty volume by a member whose predecessor had written there. */
function emptyStart(
  history: History,
  old: Incarnation,
  fresh: Incarnation,
  claim: string,
): EntryOf<'epoch'> | null {
  const wrote = entriesOf(history, 'beat').some((beat) => {
    return beat.uid === old.uid && beat.claim === claim;
  });
  if (!wrote) return null;
  const starts = entriesOf(history, 'epoch').filter(({ uid }) => uid === fresh.uid);
  return starts.find((epoch) => epoch.claim === claim && epoch.foundN === 0) ?? null;
}
