import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  isWanted,
  type PodEntry,
  stateAt,
  wantedOrdinals,
} from '../../model/timeline.ts';
import {
  isOrdered,
  isThereAt,
  isWantedThroughout,
  leavingOf,
  moment,
  momentsOf,
  type Scene,
  scenesOf,
} from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';

/**
 * A member that is going is still somebody: whoever goes on as if it had gone has one member less
 * than it counts.
 */
export const terminatingBlocks: StatefulPromise = {
  id: 'SS-ORD-014',
  level: 'MUST',
  statement:
    'A member in range that is Terminating MUST hold up all ordered work until its pod is gone',
  source: SOURCES.scaling,
  since: 'all',
  check: checkTerminatingBlocks,
};

function checkTerminatingBlocks(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const why = whyGoneIn(history);
  for (const scene of scenesOf(history).filter(isOrdered)) {
    for (const member of scene.members) {
      const { deleting, gone, ordinal, pod } = member;
      if (!deleting || deleting.op === 'found') continue;
      const to = gone ?? moment(scene.end);
      const rv = gone?.rv ?? Number.MAX_SAFE_INTEGER;
      if (to.at - deleting.at < SLACK.noticeableMs) continue;
      if (!isWantedThroughout(scene, ordinal, deleting.at, to.at)) continue;
      const moments = momentsOf(scene, deleting.at, to.at);
      if (!moments.some((at) => isWorkOwed(scene, member, at))) continue;
      const gap = gaps.over({ on: ['pod', 'set'], from: deleting, to });
      if (gap) {
        blind(`what was done while ${pod} was Terminating`, gap);
        continue;
      }
      trial();
      const isDuring = (entry: PodEntry) =>
        entry.at > deleting.at + SLACK.controllerLagMs && entry.rv > deleting.rv && entry.rv < rv;
      for (const other of scene.members) {
        const { born } = other;
        // What is missing below is made before the controller comes to the one that is going.
        if (born && other.ordinal > ordinal && isDuring(born)) {
          violation(`${other.pod} was created while ${pod} was Terminating`, [deleting, born]);
        }
        const leaving = other.uid === member.uid ? null : leavingOf(other);
        const isStep = ['condemned', 'update'].includes(why(other) ?? '');
        if (leaving && isStep && isDuring(leaving)) {
          violation(`${other.pod} was deleted while ${pod} was Terminating`, [deleting, leaving]);
        }
      }
    }
  }
  return findings();
}

/** Something above is missing, something is condemned, or something below is yet to be updated. */
function isWorkOwed({ set, members }: Scene, { ordinal }: Incarnation, at: number): boolean {
  const spec = stateAt(set.states, at);
  if (!spec) return false;
  const present = members.filter((member) => isThereAt(member, at));
  const wanted = wantedOrdinals(spec);
  const isMissing = wanted.some(
    (one) => one > ordinal && !present.some((member) => member.ordinal === one),
  );
  const isCondemned = present.some((member) => !isWanted(spec, member.ordinal));
  const isOld = present.some(
    (member) =>
      member.ordinal < ordinal &&
      spec.strategy !== 'OnDelete' &&
      member.ordinal - spec.start >= spec.updatePartition &&
      member.first.revision !== spec.status.updateRevision,
  );
  return isMissing || isCondemned || isOld;
}
