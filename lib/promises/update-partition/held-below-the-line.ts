import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { stateAt } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { arrivalOf } from '../updates/arrival.ts';
import { promotionsOf } from '../updates/promotions.ts';
import { checkBelow } from '../updates/waits-for-the-unwell.ts';
import { isBelow, partialRollouts } from './update-revisions.ts';

/**
 * What a canary rests on: the old revision is still the current one, and the line counts from where
 * the set begins.
 */
export const heldBelowTheLine: readonly StatefulPromise[] = [
  {
    id: 'SS-PTN-007',
    level: 'INFORMATIONAL',
    statement: 'The update partition MAY count from the start ordinal and not be an ordinal itself',
    source: SOURCES.rollout,
    since: '1.26+ with a start ordinal; issue 128529',
    check: checkStart,
  },
  {
    id: 'SS-PTN-009',
    level: 'MUST',
    statement:
      'While members stand below the update partition at the old revision, it MUST stay the ' +
      'current revision',
    source: SOURCES.rollout,
    since: '1.7+',
    check: checkCurrent,
  },
  {
    id: 'SS-PTN-011',
    level: 'INFORMATIONAL',
    statement:
      'Under ordered pod management a member below the update partition that is not Ready MAY ' +
      'hold up the update above it',
    source: SOURCES.rollout,
    since: 'all',
    check: checkBelow,
  },
];

function checkStart(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { set, first, from, until, updateRevision, members } of partialRollouts(history)) {
    const { start, updatePartition } = first;
    // Only ordinals from the line up that are yet below it tell the two ways of counting apart.
    const told = members.filter(
      (member) => isBelow(member, first) && member.ordinal >= updatePartition,
    );
    if (start === 0 || told.length === 0) continue;
    const gap = gaps.over({
      on: ['pod', 'set'],
      from: first,
      to: { clock: first.clock, at: until },
    });
    if (gap) {
      blind(`how ${set.name} counts its update partition`, gap);
      continue;
    }
    const moved = told.find(
      ({ born }) =>
        born !== null &&
        born.at > from + SLACK.controllerLagMs &&
        born.at < until &&
        born.revision === updateRevision,
    );
    const journey = { members, state: first, revision: updateRevision, from, until };
    if (arrivalOf(journey) !== null) trial();
    if (!moved?.born) continue;
    const says = `${moved.pod} was updated above update partition ${updatePartition}`;
    violation(`${says} as its ordinal counts`, [first, moved.born]);
  }
  return findings();
}

function checkCurrent(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { set, first, from, until, updateRevision, members } of partialRollouts(history)) {
    if (first.updatePartition >= first.replicas) continue;
    const gap = gaps.over({
      on: ['pod', 'set'],
      from: first,
      to: { clock: first.clock, at: until },
    });
    const journey = { members, state: first, revision: updateRevision, from, until };
    if (gap) blind(`the current revision of ${set.name}`, gap);
    else if (arrivalOf(journey) !== null) trial();
  }
  for (const { set, members, before, state, revision } of promotionsOf(history)) {
    const isSame = before.generation === state.generation && state.updatePartition > 0;
    if (!isSame || state.replicas === 0) continue;
    const left = members.find((member) => {
      const now = stateAt(member.states, state.at - SLACK.watchLagMs);
      const isOld = now !== null && now.op !== 'deleted' && now.revision !== revision;
      return isOld && isBelow(member, state);
    });
    if (!left) continue;
    const says = `${set.name} calls ${revision} the current revision, and ${left.pod} below`;
    violation(`${says} the update partition is still at ${left.first.revision}`, [before, state]);
  }
  return findings();
}
