import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  isOrdered,
  isThere,
  isWantedThroughout,
  leavingOf,
  moment,
  scenesOf,
  wasWell,
} from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A member has no end of its own. One that ended well, as on a node that shuts down in order, is
 * missed like one that failed.
 */
export const succeededIsReplaced: StatefulPromise = {
  id: 'SS-TRM-010',
  level: 'MUST',
  statement: 'A member that ends as Succeeded MUST be deleted and created again like a Failed one',
  source: SOURCES.statefulSet,
  since: '1.27 regression, fixed 1.29 + backports (PR 121389)',
  check: checkSucceeded,
};

function checkSucceeded(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const scene of scenesOf(history)) {
    for (const member of scene.members) {
      const { ordinal, pod, states } = member;
      const ended = states.find(
        ({ phase, deleting, op }) => phase === 'Succeeded' && deleting === null && op !== 'deleted',
      );
      if (!ended || !isWantedThroughout(scene, ordinal, ended.at, ended.at)) continue;
      const next = scene.members.find(
        (other) => other.ordinal === ordinal && other.first.rv > ended.rv,
      );
      const late = ended.at + SLACK.rolloutMs;
      const to = next?.first ?? moment(Math.min(late, scene.end));
      const gap = gaps.over({ on: ['pod', 'set'], from: ended, to });
      if (gap) {
        blind(`what became of ${pod}, which ended`, gap);
        continue;
      }
      const lower = scene.members.filter((other) => other.ordinal < ordinal);
      const isItsTurn =
        !isOrdered(scene) ||
        lower.every((below) => !isThere(below, ended.rv) || wasWell(below, ended.rv));
      if (next) trial();
      else if (scene.end >= late && isItsTurn && !leavingOf(member)) {
        if (!isWantedThroughout(scene, ordinal, ended.at, late)) continue;
        trial();
        violation(`${pod} ended as Succeeded, and that was that`, [ended]);
      }
    }
  }
  return findings();
}
