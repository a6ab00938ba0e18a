import type { History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
  stateAt,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { arrivalOf } from '../updates/arrival.ts';
import { isWell, ordinalsFrom, updateDeletionsOf } from '../updates/update-deletions.ts';
import { partialRollouts } from './update-revisions.ts';

/**
 * An operator stages an update above all members, lets it down one step at a time, and raises the
 * line again when something looks wrong. Each of these moves has to do what it says and no more.
 */
export const movesOfTheLine: readonly StatefulPromise[] = [
  {
    id: 'SS-PTN-003',
    level: 'MUST',
    statement:
      'An update partition at or above the number of replicas MUST only stage an update: its ' +
      'revision is recorded and no member is replaced',
    source: SOURCES.rollout,
    since: '1.7+',
    check: checkStaged,
  },
  {
    id: 'SS-PTN-004',
    level: 'MUST',
    statement:
      'Lowering the update partition MUST take the update further down, in order and to the end',
    source: SOURCES.rollout,
    since: '1.7+',
    check: checkLowered,
  },
  {
    id: 'SS-PTN-005',
    level: 'INFORMATIONAL',
    statement: 'Raising the update partition MAY leave updated members below it as they are',
    source: SOURCES.rollout,
    since: 'all; issue 91676',
    check: checkRaised,
  },
];

/** Long enough for a controller that would do the wrong thing to have done it. */
const STAGED_MS = 2 * SLACK.controllerLagMs;

function checkStaged(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const deletions = updateDeletionsOf(history);
  const revisions = entriesOf(history, 'revision');
  for (const rollout of partialRollouts(history)) {
    const { set, first, from, until, updateRevision, members } = rollout;
    const { clock } = first;
    const isStaged = first.updatePartition >= first.replicas && first.replicas > 0;
    if (!isStaged || until - from < STAGED_MS) continue;
    const on = ['pod', 'set', 'revision'] as const;
    const gap = gaps.over({ on, from: first, to: { clock, at: until } });
    if (gap) {
      blind(`an update of ${set.name} that is only staged`, gap);
      continue;
    }
    trial();
    const isLater = ({ at }: { readonly at: number }) => {
      return at > from + SLACK.controllerLagMs && at < until;
    };
    const born = members.find(
      ({ born: one }) => one && isLater(one) && one.revision === updateRevision,
    );
    const taken = deletions.find((one) => one.set.uid === set.uid && isLater(one.taken));
    const moved = born?.first ?? taken?.taken;
    if (moved) {
      const says = `${moved.name} was replaced while update partition ${first.updatePartition}`;
      violation(`${says} staged ${updateRevision} above all`, [first, moved]);
    }
    const isRecorded = revisions.some(({ name, at }) => name === updateRevision && at <= until);
    if (isRecorded || revisions.length === 0) continue;
    violation(`${updateRevision} was staged and never recorded`, [first]);
  }
  return findings();
}

/** A change of the line alone, and how long nothing else was asked for. */
interface Move {
  readonly set: SetTimeline;
  readonly members: readonly Incarnation[];
  readonly before: SetEntry;
  readonly after: SetEntry;
  readonly revision: string;
  readonly until: number;
}

function movesOf(history: History): readonly Move[] {
  const all = incarnationsOf(history);
  return setTimelinesOf(history).flatMap((set) => {
    const members = all.filter(({ setUid }) => setUid === set.uid);
    return set.states.flatMap((after, place) => {
      const before = set.states[place - 1];
      const revision = before?.status.updateRevision ?? null;
      if (!before || revision === null || before.status.currentRevision === revision) return [];
      const isSame = before.template === after.template && isLike(before, after);
      if (!isSame || before.updatePartition === after.updatePartition) return [];
      if (before.status.observedGeneration < before.generation) return [];
      const next = set.states
        .slice(place)
        .find(
          (one) =>
            one.template !== after.template || !isLike(one, after) || lineOf(one) !== lineOf(after),
        );
      return [{ set, members, before, after, revision, until: next?.at ?? endOf(history) }];
    });
  });
}

function isLike(one: SetEntry, other: SetEntry): boolean {
  const keyOf = ({ strategy, replicas, start, op }: SetEntry) =>
    [strategy, replicas, start, op === 'deleted'].join(' ');
  return keyOf(one) === keyOf(other) && one.strategy === 'RollingUpdate';
}

function lineOf({ updatePartition }: SetEntry): number {
  return updatePartition;
}

function checkLowered(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const deletions = updateDeletionsOf(history);
  for (const { set, members, before, after, revision, until } of movesOf(history)) {
    if (after.updatePartition > before.updatePartition) continue;
    const gap = gaps.over({
      on: ['pod', 'set'],
      from: before,
      to: { clock: after.clock, at: until },
    });
    if (gap) {
      blind(`the update of ${set.name} below ${before.updatePartition}`, gap);
      continue;
    }
    const journey = { members, state: after, revision, from: after.at, until };
    const taken = deletions.filter(
      (one) => one.set.uid === set.uid && one.taken.at >= after.at && one.taken.at < until,
    );
    const ordinals = taken.map(({ member }) => member.ordinal);
    if (ordinals.some((ordinal, place) => place > 0 && ordinal > (ordinals[place - 1] ?? 0))) {
      const says = `below ${before.updatePartition} members were taken in the order`;
      violation(`${says} ${ordinals.join(', ')}`, [after, ...taken.map((one) => one.taken)]);
    }
    if (arrivalOf(journey) !== null) trial();
    const stuck = arrivalOf(journey) === null ? stuckAt(members, after, revision, until) : null;
    if (!stuck) continue;
    const says = `${stuck.name} stays at ${stuck.revision}, though the update partition was`;
    violation(`${says} lowered to ${after.updatePartition}`, [before, after, stuck]);
  }
  return findings();
}

/** An outdated member above the line of a set whose members have all been Ready for long. */
function stuckAt(
  members: readonly Incarnation[],
  { start, replicas, updatePartition, at }: SetEntry,
  revision: string,
  until: number,
) {
  const now = members.flatMap((member) => {
    const state = stateAt(member.states, until);
    return state && state.op !== 'deleted' ? [{ ordinal: member.ordinal, state }] : [];
  });
  const isQuiet = until - Math.max(at, ...now.map(({ state }) => state.at)) > SLACK.rolloutMs;
  const isWhole = ordinalsFrom(start, start + replicas).every((ordinal) =>
    now.some((one) => one.ordinal === ordinal && isWell(one.state)),
  );
  if (!isQuiet || !isWhole) return null;
  const owed = now.filter(({ ordinal }) => ordinal >= start + updatePartition);
  return owed.find(({ state }) => state.revision !== revision)?.state ?? null;
}

function checkRaised(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const deletions = updateDeletionsOf(history);
  for (const { set, members, before, after, revision, until } of movesOf(history)) {
    if (after.updatePartition < before.updatePartition) continue;
    const isBetween = (ordinal: number) =>
      ordinal < after.start + after.updatePartition &&
      ordinal >= after.start + before.updatePartition;
    const updated = members.filter((member) => {
      const state = stateAt(member.states, after.at);
      return isBetween(member.ordinal) && state && isWell(state) && state.revision === revision;
    });
    if (updated.length === 0 || until - after.at < STAGED_MS) continue;
    const gap = gaps.over({
      on: ['pod', 'set'],
      from: before,
      to: { clock: after.clock, at: until },
    });
    if (gap) {
      blind(`what lies below the raised line of ${set.name}`, gap);
      continue;
    }
    trial();
    const uids = updated.map(({ uid }) => uid);
    const back = deletions.find(({ taken }) => {
      return uids.includes(taken.uid) && taken.at > after.at && taken.at < until;
    });
    if (!back) continue;
    const says = `${back.taken.name} was rolled back when the update partition was raised`;
    violation(`${says} to ${after.updatePartition}`, [before, after, back.taken]);
  }
  return findings();
}
