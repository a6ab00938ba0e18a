import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isOrdered, isThere, isWantedThroughout, isWell, scenesOf } from '../scenes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Two that join at once may each take the other for a peer that is up already. One on its way is
 * enough, also for a set that is far from complete.
 *
 * A lower ordinal that has to be made again does not wait for one above it that is still on its
 * way: that is another promise, and no second member being brought up in order.
 */
export const oneAtATime: StatefulPromise = {
  id: 'SS-ORD-002',
  level: 'MUST',
  statement:
    'No pod MUST be created for an ordinal while a member below it is still being brought up',
  source: SOURCES.scaling,
  since: '1.9',
  check: checkOneAtATime,
};

function checkOneAtATime(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const scene of scenesOf(history).filter(isOrdered)) {
    for (const { born, pod, ordinal } of scene.members) {
      if (!born) continue;
      const below = scene.members.filter(
        (member) =>
          member.ordinal < ordinal &&
          isThere(member, born.rv) &&
          isWantedThroughout(scene, member.ordinal, born.at, born.at),
      );
      const [first] = below;
      if (!first) continue;
      const gap = gaps.over({ on: ['pod', 'set'], from: first.first, to: born });
      if (gap) {
        blind(`whether ${pod} was the only one on its way`, gap);
        continue;
      }
      trial();
      // Its readiness is written before anyone can act on it, so no lag is allowed for.
      const pending = below.find(
        ({ states }) => !states.some((state) => state.rv < born.rv && isWell(state)),
      );
      if (pending) {
        const says = `${pod} was created while ${pending.pod} was still on its way`;
        violation(says, [pending.first, born]);
      }
    }
  }
  return findings();
}
