import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, isWanted, type PodEntry, stateAt } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';
import { isBelow, partialRollouts, type Rollout } from './update-revisions.ts';

/**
 * A canary is worth something only if it stays one: those above the line take the new revision, and
 * those below go on as they were until somebody moves the line.
 *
 * Members are counted from the set's start. One below the line that already has the new revision,
 * from a time when the line was lower, may keep it. A rollout that is held up by a member that is
 * not Ready is not judged: it has a promise of its own.
 */
export const updatePartitionRespected: StatefulPromise = {
  id: 'SS-PTN-001',
  level: 'MUST',
  statement:
    'Members at or above the update partition MUST move to the update revision, and those below ' +
    'stay at the current one',
  source: SOURCES.rollout,
  since: '1.7+',
  check: checkUpdatePartition,
};

function checkUpdatePartition(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const why = whyGoneIn(history);
  for (const rollout of partialRollouts(history)) {
    const { set, first, last, from, until, updateRevision } = rollout;
    const clock = first.clock;
    const gap = gaps.over({ on: ['pod', 'set'], from: first, to: { clock, at: until } });
    if (gap) {
      blind(`a rollout of ${set.name}`, gap);
      continue;
    }
    const climbed = rollout.members.filter((member) => isBelow(member, first) && climbs(member));
    for (const { pod, born } of climbed) {
      const says = `${pod} is below update partition ${first.updatePartition} and was moved`;
      violation(`${says} to ${updateRevision}`, [first, born]);
    }
    // One that is restarted for the rollout and comes back as it was has been moved all the same.
    const restarted = rollout.members.filter((member) => isBelow(member, first) && leaves(member));
    for (const { pod, deleting } of restarted) {
      const says = `${pod} is below update partition ${first.updatePartition} and was deleted`;
      violation(`${says} by the controller, for no other reason`, [first, deleting]);
    }

    const arrived = arrival(rollout);
    if (arrived !== null) trial();
    const stuck = arrived === null ? leftBehind(rollout) : null;
    if (!stuck) continue;
    const says = `${stuck.name} stays at ${stuck.revision}, though nothing holds it back`;
    violation(`${says} from ${updateRevision}`, [first, stuck, last]);

    function leaves(member: Incarnation): boolean {
      const { deleting } = member;
      const isDuring = deleting !== null && deleting.at > from && deleting.at < until;
      return isDuring && why(member) === 'none';
    }

    function climbs({ born }: Incarnation): boolean {
      const isSettled = born !== null && born.at > from + SLACK.controllerLagMs && born.at < until;
      return isSettled && born.revision === updateRevision;
    }
  }
  return findings();
}

/** The moment at which every member above the line was Ready at the update revision. */
function arrival({ members, first, from, until, updateRevision }: Rollout): number | null {
  const moments = members
    .flatMap(({ states }) => states.map(({ at }) => at))
    .filter((at) => at >= from && at <= until)
    .sort((one, other) => one - other);
  return moments.find((at) => hasArrived(at)) ?? null;

  function hasArrived(at: number): boolean {
    for (let index = first.updatePartition; index < first.replicas; index += 1) {
      const there = members.some((member) => {
        const state = member.ordinal === first.start + index ? stateAt(member.states, at) : null;
        return state && isWell(state) && state.revision === updateRevision;
      });
      if (!there) return false;
    }
    return first.updatePartition < first.replicas;
  }
}

/** A member above the line at the old revision, when all have been Ready and still for long. */
function leftBehind({ members, first, until, updateRevision }: Rollout): PodEntry | null {
  const now = members
    .map(({ states, ordinal }) => ({ ordinal, state: stateAt(states, until) }))
    .filter((one) => one.state && one.state.op !== 'deleted');
  const states = now.flatMap(({ ordinal, state }) =>
    state && isWanted(first, ordinal) ? [state] : [],
  );
  const stillSince = Math.max(first.at, ...now.map(({ state }) => state?.at ?? 0));
  const isAtRest = states.length === first.replicas && states.every(isWell);
  if (!isAtRest || until - stillSince < SLACK.rolloutMs) return null;
  const above = now.filter(({ ordinal }) => ordinal - first.start >= first.updatePartition);
  return above.find(({ state }) => state?.revision !== updateRevision)?.state ?? null;
}

function isWell({ ready, deleting, op }: PodEntry): boolean {
  return ready && deleting === null && op !== 'deleted';
}
