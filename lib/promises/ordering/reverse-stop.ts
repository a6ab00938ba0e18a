import type { History } from '../../model/entry.ts';
import { groupBy } from '../../model/history.ts';
import { deletersIn } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  isWanted,
  type PodEntry,
  type SetEntry,
  setTimelinesOf,
  statesDuring,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Scaling down drains one member after another, so that each can hand its shards to those that
 * stay. Two at once may be more than a quorum can spare.
 *
 * Only what the controller removes is judged: what users, drains and the deletion of the whole set
 * remove has no order. Sets with the Parallel policy promise none either.
 */
export const reverseStop: StatefulPromise = {
  id: 'SS-ORD-004',
  level: 'MUST',
  statement:
    'A scale-down MUST remove the highest ordinal first, and the next only when that pod is gone',
  source: SOURCES.scaling,
  since: '1.9',
  check: checkReverseStop,
};

function checkReverseStop(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = groupBy(incarnationsOf(history), ({ setUid }) => setUid);
  const deletedBy = deletersIn(history);

  for (const { uid, states } of setTimelinesOf(history)) {
    const own = members.get(uid) ?? [];
    for (const member of own) {
      // A pod that never ran vanishes without having been Terminating.
      const leaving = member.deleting ?? member.gone;
      const shrunk = leaving && condemning(states, member.ordinal, leaving);
      if (!leaving || !shrunk || shrunk.policy !== 'OrderedReady' || leaving.op === 'found')
        continue;
      const higher = own.filter(
        ({ ordinal, first }) =>
          ordinal > member.ordinal && !isWanted(shrunk, ordinal) && first.rv < leaving.rv,
      );
      const present = higher.find(({ gone }) => !gone || gone.rv > leaving.rv);
      const before = higher.find(({ gone }) => gone && gone.at >= shrunk.at);
      if (!present && !before) continue;
      const who = deletedBy(member);
      if (who === 'somebody else') continue;

      const was = present ? stateBefore(present, leaving) : null;
      const from = was ?? before?.gone ?? shrunk;
      const gap = gaps.over({ on: ['pod', 'set'], from, to: leaving });
      if (gap) blind(`whether ${member.pod} was removed in its turn`, gap);
      else if (!present) trial();
      else if (who === 'unknown') {
        const says = `nobody knows who deleted ${member.pod} while ${present.pod} was there`;
        doubt(says, [shrunk, present.last, leaving]);
      } else {
        trial();
        const how = was?.deleting ? 'was still Terminating' : 'was there untouched';
        violation(`${member.pod} was deleted while ${present.pod} ${how}`, [
          ...[shrunk, was, leaving],
        ]);
      }
    }
  }
  return findings();
}

/** The spec by which this ordinal had to go, or null when no spec of that time condemns it. */
function condemning(
  states: readonly SetEntry[],
  ordinal: number,
  { at, rv }: PodEntry,
): SetEntry | null {
  const around = statesDuring(states, at - SLACK.watchLagMs, at + SLACK.watchLagMs);
  const going = around.some(({ deleting, op }) => deleting !== null || op === 'deleted');
  const last = going
    ? undefined
    : around.findLast((state) => state.rv < rv && !isWanted(state, ordinal));
  // Status writes go on while the set shrinks: the moment that counts is when this spec was asked.
  return states.find((state) => state.generation === last?.generation) ?? null;
}

function stateBefore({ states }: Incarnation, { rv }: PodEntry): PodEntry | null {
  return states.findLast((state) => state.rv < rv) ?? null;
}
