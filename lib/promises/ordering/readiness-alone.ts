import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWantedThroughout, leavingOf, moment, scenesOf, unreadyStretches } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';

/**
 * A member that is busy for a while is not lost. To be restarted for it would cost it its caches,
 * its leadership and sometimes its recovery, over and over.
 */
export const readinessAlone: StatefulPromise = {
  id: 'SS-ORD-013',
  level: 'MUST',
  statement: 'The controller MUST NOT delete a member only since it is no longer Ready',
  source: SOURCES.scaling,
  since: 'all',
  check: checkReadinessAlone,
};

function checkReadinessAlone(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const whyGone = whyGoneIn(history);
  for (const scene of scenesOf(history)) {
    for (const member of scene.members) {
      for (const { since, until } of unreadyStretches(member)) {
        const to = until ?? moment(scene.end);
        if (to.at - since.at < SLACK.noticeableMs) continue;
        if (!isWantedThroughout(scene, member.ordinal, since.at, since.at)) continue;
        const gap = gaps.over({ on: ['pod', 'set'], from: since, to });
        if (gap) {
          blind(`what became of ${member.pod} when it was not Ready`, gap);
          continue;
        }
        const leaving = leavingOf(member);
        const ended = leaving && until && until.rv >= leaving.rv ? leaving : null;
        const why = ended ? whyGone(member) : null;
        if (why === 'none') {
          trial();
          violation(`${member.pod} was deleted when all that it lacked was readiness`, [
            ...[since, ended],
          ]);
        } else if (why === 'unknown') {
          doubt(`nobody knows who deleted ${member.pod}, which was not Ready`, [since, ended]);
        } else if (why === null) trial();
      }
    }
  }
  return findings();
}
