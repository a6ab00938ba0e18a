import type { History } from '../../model/entry.ts';
import { pairsOf } from '../../model/history.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { firstReady, isWanted, type SetTimeline } from '../../model/timeline.ts';
import type { ClaimLife } from '../../model/timeline-claims.ts';
import { linesOf } from '../../model/timeline-volumes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type Condemned, condemnedOf, ownedByPod, readRetention } from './reading.ts';

/**
 * A member that starts on a claim whose deletion is under way runs well, until all that it wrote is
 * gone.
 *
 * Judged for ordinals that were scaled away under whenScaled=Delete and came back. That a scale-
 * down which is taken back in time may keep the claim is not judged: nothing was condemned then.
 * Whoever is asked back after the claim has gone has nothing to wait for, and tries nothing.
 */
export const freshAfterDoom: StatefulPromise = {
  id: 'SS-RET-007',
  level: 'MUST',
  statement:
    'An ordinal that comes back MUST wait until its condemned claims are gone, and start on ' +
    'fresh ' +
    'and empty ones',
  source: SOURCES.retention,
  since: '1.27',
  check: checkFresh,
};

function checkFresh(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const reading = readRetention(history);
  const lines = linesOf(history);
  for (const set of reading.sets) {
    const members = reading.membersOf(set);
    const condemned = condemnedOf(set, members);
    for (const [old, fresh] of pairsOf([...members].sort(byOrdinalThenAge))) {
      const doom = condemned.find(({ member }) => member === old);
      const ready = firstReady(fresh);
      if (old.ordinal !== fresh.ordinal || doom?.state.whenScaled !== 'Delete' || !ready) continue;
      const doomed = reading.claimsFor(set, old.ordinal, doom.deleting.at).filter((claim) => {
        return claim.states.some((state) => ownedByPod(state, old)) && !reading.isUsersDoing(claim);
      });
      if (doomed.length === 0) continue;
      const gap = reading.gaps.over({
        on: ['claim', 'pod', 'set'],
        from: doom.deleting,
        to: ready,
      });
      const kept = doomed.find(({ gone }) => !gone || gone.at > ready.at + SLACK.watchLagMs);
      const early = doomed.find(({ gone }) => gone && gone.at > fresh.first.at + SLACK.watchLagMs);
      // Its first line alone: a restart in place finds what its own incarnation wrote.
      const start = lines.find(({ uid }) => uid === fresh.uid);
      if (kept) {
        violation(`${fresh.pod} came back on ${kept.name}, which was condemned`, [
          ...[doom.deleting, kept.last, ready],
        ]);
      } else if (early) {
        violation(`${fresh.pod} was created before the condemned ${early.name} had gone`, [
          ...[fresh.first, early.gone],
        ]);
      } else if (start?.kind === 'epoch' && start.foundN > 0) {
        violation(`${fresh.pod} came back and found ${start.foundN} old records`, [start]);
      } else if (gap) blind(`what ${fresh.pod} came back to`, gap);
      else if (doomed.some((claim) => wasAskedBefore(claim, set, doom))) trial();
    }
  }
  return findings();
}

/** Whether the ordinal was asked back while its condemned claim was still there. */
function wasAskedBefore({ gone }: ClaimLife, { states }: SetTimeline, doom: Condemned): boolean {
  const { member, deleting } = doom;
  const asked = states.find((state) => state.rv > deleting.rv && isWanted(state, member.ordinal));
  return asked !== undefined && gone !== null && asked.rv < gone.rv;
}

type Member = ReturnType<ReturnType<typeof readRetention>['membersOf']>[number];

function byOrdinalThenAge(one: Member, other: Member): number {
  return one.ordinal - other.ordinal || one.first.rv - other.first.rv;
}
