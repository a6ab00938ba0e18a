import type { History } from '../../model/entry.ts';
import { entriesOf, groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, type SetTimeline } from '../../model/timeline.ts';
import { type ClaimEntry, claimLivesOf, claimNames } from '../../model/timeline-claims.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { readRetention } from './reading.ts';

/**
 * The documented races of a policy that changes while a set shrinks go one way only: what was never
 * declared disposable is never disposed of.
 */
export const racesStayWithinPolicy: StatefulPromise = {
  id: 'SS-RET-014',
  level: 'INFORMATIONAL',
  statement:
    'A policy that changes while its set shrinks MAY leak or delete claims that were ' +
    'disposable at ' +
    'some time, and no others',
  source: SOURCES.retention,
  since: '1.27',
  check: checkRaces,
};

/** Deleting a claim is not erasing a disk: what becomes of the bytes is the volume’s policy. */
export const bytesFollowReclaimPolicy: StatefulPromise = {
  id: 'SS-RET-016',
  level: 'INFORMATIONAL',
  statement:
    'The bytes of a claim that is gone MAY outlive it: its volume goes or stays by the volume’s ' +
    'own reclaim policy, whatever the set says',
  source: SOURCES.reclaim,
  since: 'all',
  check: checkVolumes,
};

function checkRaces(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const reading = readRetention(history);
  for (const set of reading.sets) {
    const policies = new Set(
      set.states.map(({ whenScaled, whenDeleted }) => {
        return `${whenScaled} ${whenDeleted}`;
      }),
    );
    if (policies.size < 2) continue;
    for (const ordinal of new Set(reading.membersOf(set).map((member) => member.ordinal))) {
      if (wasDisposable(set, ordinal)) continue;
      for (const claim of reading.claims) {
        if (!claimNames(set.first, ordinal).includes(claim.name)) continue;
        // What an older set of that name had declared disposable was so to begin with.
        if (claim.states.some((state) => belongsToOther(state, set.uid))) continue;
        const { deleting } = claim;
        const until = set.gone?.at ?? reading.end;
        const to = { clock: set.first.clock, at: until };
        const gap = reading.gaps.over({ on: ['claim', 'set'], from: set.first, to });
        if (deleting && deleting.at <= until && !reading.isUsersDoing(claim)) {
          violation(`${claim.name} was deleted and had never been disposable`, [deleting]);
        } else if (gap) blind(`what became of ${claim.name}`, gap);
        else trial();
      }
    }
  }
  return findings();
}

function belongsToOther({ owners }: ClaimEntry, uid: string): boolean {
  return owners.some((owner) => owner.kind === 'StatefulSet' && owner.uid !== uid);
}

function wasDisposable({ states }: SetTimeline, ordinal: number): boolean {
  const byScale = states.some(({ whenScaled }) => whenScaled === 'Delete');
  const byDeletion = states.some(({ whenDeleted }) => whenDeleted === 'Delete');
  const scaledAway = states.some((state) => !isWanted(state, ordinal));
  const deleted = states.some(({ op, deleting }) => op === 'deleted' || deleting !== null);
  return (byScale && scaledAway) || (byDeletion && deleted);
}

function checkVolumes(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const { end } = readRetention(history);
  const claims = new Map(claimLivesOf(history).map((claim) => [claim.uid, claim]));
  for (const states of groupBy(entriesOf(history, 'volume'), ({ uid }) => uid).values()) {
    const [first] = states;
    const last = states.at(-1);
    const claim = claims.get(first?.claimUid ?? '');
    if (!first || !last || !claim?.gone) continue;
    const waited = end - claim.gone.at;
    const to = { clock: claim.gone.clock, at: end };
    const gap = gaps.over({ on: ['claim', 'volume'], from: claim.gone, to });
    const isGone = last.op === 'deleted';
    if (first.reclaim === 'Retain' && isGone) {
      violation(`volume ${first.name} went with its claim, under Retain`, [claim.gone, last]);
    } else if (gap) blind(`what became of volume ${first.name}`, gap);
    else if (first.reclaim === 'Retain' || isGone) trial();
    else if (waited >= SLACK.garbageMs) {
      violation(`volume ${first.name} outlived its claim, under ${first.reclaim}`, [last]);
    } else doubt(`the history ends before ${first.name} could be seen to go`, [last]);
  }
  return findings();
}
