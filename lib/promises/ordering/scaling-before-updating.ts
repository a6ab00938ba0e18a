import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, stateAt } from '../../model/timeline.ts';
import { isOrdered, isThere, leavingOf, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';

/** One thing at a time: who has to go goes, and only then those who stay are renewed. */
export const scalingBeforeUpdating: StatefulPromise = {
  id: 'SS-ORD-012',
  level: 'SHOULD',
  statement:
    'No member SHOULD be deleted for an update while pods that a scale-down condemned are there',
  source: SOURCES.scaling,
  since: '1.7+',
  check: checkScalingFirst,
};

function checkScalingFirst(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const why = whyGoneIn(history);
  for (const scene of scenesOf(history).filter(isOrdered)) {
    for (const member of scene.members) {
      const leaving = why(member) === 'update' ? leavingOf(member) : null;
      if (!leaving) continue;
      // What the controller may not have known of yet binds it to nothing.
      const spec = stateAt(scene.set.states, leaving.at - SLACK.controllerLagMs);
      if (!spec) continue;
      const condemned = scene.members.filter((other) => !isWanted(spec, other.ordinal));
      const present = condemned.find((other) => isThere(other, leaving.rv));
      const asked = scene.set.states.find(({ generation }) => generation === spec.generation);
      const before = condemned.find(({ gone }) => gone && asked && gone.at >= asked.at);
      if (!present && !before) continue;
      const from = present?.first ?? before?.gone ?? leaving;
      const gap = gaps.over({ on: ['pod', 'set', 'revision'], from, to: leaving });
      if (gap) {
        blind(`whether ${member.pod} waited for the scale-down`, gap);
        continue;
      }
      trial();
      if (!present) continue;
      const says = `${member.pod} was deleted for an update while ${present.pod} was to go`;
      violation(says, [spec, present.last, leaving]);
    }
  }
  return findings();
}
