import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { statesDuring } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type Promotion, promotionsOf } from './promotions.ts';
import { isWell, ordinalsFrom } from './update-deletions.ts';

/**
 * Pipelines wait for the moment at which the status calls the new revision the current one, and
 * then throw the old image away.
 *
 * A current revision that somebody deleted is not judged: it cannot stay the current one.
 */
export const completeWhenAllArrived: StatefulPromise = {
  id: 'SS-UPD-011',
  level: 'MUST',
  statement:
    'A rollout MUST NOT be called complete before every member is Ready at the new revision, and ' +
    'then all replicas count as current, updated and ready',
  source: SOURCES.rollout,
  since: '1.7+',
  check: checkPromotions,
};

function checkPromotions(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const promotion of promotionsOf(history)) {
    const { set, state, before, revision } = promotion;
    const from = { clock: state.clock, at: state.at - SLACK.controllerLagMs };
    const to = { clock: state.clock, at: state.at + SLACK.watchLagMs };
    const gap = gaps.over({ on: ['pod', 'set'], from, to });
    if (gap) {
      blind(`the completion of a rollout of ${set.name}`, gap);
      continue;
    }
    trial();
    const { replicas, ready, updated, current } = state.status;
    if (![ready, updated, current].every((count) => count === replicas)) {
      const counts = `${current} current, ${updated} updated and ${ready} ready of ${replicas}`;
      violation(`${set.name} calls ${revision} complete with ${counts}`, [before, state]);
    }
    const late = latecomer(promotion);
    if (late === null) continue;
    const says = `${set.name} calls ${revision} complete before ${set.name}-${late} has arrived`;
    violation(says, [before, state]);
  }
  return findings();
}

/** An ordinal that was not Ready at the revision at any moment around the promotion. */
function latecomer({ members, before, state, revision }: Promotion): number | null {
  const [from, to] = [state.at - SLACK.controllerLagMs, state.at + SLACK.watchLagMs];
  // A change of the spec may have come in between what the controller saw and what it wrote.
  const isObserved = state.status.observedGeneration >= state.generation;
  const { start, replicas } = isObserved ? state : before;
  const missing = ordinalsFrom(start, start + replicas).find(
    (ordinal) =>
      !members.some(
        (member) =>
          member.ordinal === ordinal &&
          statesDuring(member.states, from, to).some(
            (one) => isWell(one) && one.revision === revision,
          ),
      ),
  );
  return missing ?? null;
}
