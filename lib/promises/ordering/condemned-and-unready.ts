import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  isOrdered,
  isThere,
  isWell,
  leavingOf,
  scenesOf,
  stateBefore,
  wasWell,
} from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';

/**
 * A surprise at scaling down a set in trouble: of those that have to go, only the lowest that is
 * not available goes as it is; one above it has to become available first.
 */
export const condemnedAndUnready: StatefulPromise = {
  id: 'SS-ORD-006',
  level: 'INFORMATIONAL',
  statement:
    'A condemned pod that is not available MAY be deleted as it is only when it is the lowest ' +
    'such one, and otherwise MAY hold up the scale-down',
  source: SOURCES.scaling,
  since: 'all',
  check: checkCondemned,
};

function checkCondemned(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const why = whyGoneIn(history);
  for (const scene of scenesOf(history).filter(isOrdered)) {
    for (const member of scene.members) {
      const leaving = why(member) === 'condemned' ? leavingOf(member) : null;
      const was = leaving && stateBefore(member, leaving.rv);
      if (!leaving || !was) continue;
      const lower = scene.members.filter(
        ({ ordinal, uid }) => ordinal < member.ordinal && uid !== member.uid,
      );
      const unwell = lower.filter((other) => {
        const state = isThere(other, leaving.rv) ? stateBefore(other, leaving.rv) : null;
        const known = state && state.at <= leaving.at - SLACK.controllerLagMs;
        return known && !wasWell(other, leaving.rv);
      });
      const isSettled = was.at <= leaving.at - SLACK.controllerLagMs;
      if (isWell(was) || !isSettled) continue;
      const gap = gaps.over({ on: ['pod', 'set'], from: was, to: leaving });
      if (gap) {
        blind(`whether ${member.pod} could go as it was`, gap);
        continue;
      }
      trial();
      const [other] = unwell;
      if (!other) continue;
      const says = `${member.pod} went unavailable while ${other.pod} below it was so too`;
      violation(says, [stateBefore(other, leaving.rv), was, leaving]);
    }
  }
  return findings();
}
