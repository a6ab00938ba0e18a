import { pairsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { StatefulPromise } from '../../model/promise.ts';
import {
  type PodEntry,
  type SetEntry,
  stateAt,
  statesDuring,
  wantedOrdinals,
} from '../../model/timeline.ts';
import { isWell, moment, type Scene, scenesOf, wellSince } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type UpdateDeletion, updateDeletionsOf } from '../updates/update-deletions.ts';
import { gateIn } from './gate.ts';
import { allowance } from './undisturbed-updates.ts';

/**
 * What a set can spare does not depend on why members are missing. One that is unwell below the
 * line, or renewed a moment ago, is missed as much as one that is being renewed.
 */
export const allMissingCount: StatefulPromise = {
  id: 'SS-MXU-007',
  level: 'SHOULD',
  statement:
    'Members below the update partition, and those that are Ready and not yet available, SHOULD ' +
    'count for maxUnavailable when they are not available',
  source: SOURCES.rollout,
  since: 'gate on',
  check(history) {
    const { trial, violation, blind, findings } = tally();
    const gaps = gapsOf(history);
    const gateAt = gateIn(history);
    const deletions = updateDeletionsOf(history);
    for (const deletion of deletions) {
      const { taken, now } = deletion;
      if (gateAt(taken.at) !== true) continue;
      const most = Math.max(...deletion.states.map((spec) => allowance(spec)?.atMost ?? 1));
      const missing = missingBefore(deletion, deletions);
      if (missing.length < most || !missing.some(({ isSpecial }) => isSpecial)) continue;
      const names = missing.map(({ ordinal }) => `${now.name}-${ordinal}`).join(', ');
      const says = `${taken.name} was taken while ${names} were missing, and ${most} may be`;
      const from = moment(Math.min(...missing.map(({ heardOf }) => heardOf)));
      const gap = gaps.over({ on: ['pod', 'set'], from, to: taken });
      if (gap) blind(`who was missing when ${taken.name} was taken`, gap);
      else violation(says, [now, taken]);
    }
    for (const scene of scenesOf(history)) {
      for (const { name, from, to } of holdsOf(scene)) {
        if (gateAt(from) !== true) continue;
        const gap = gaps.over({ on: ['pod', 'set'], from: moment(from), to: moment(to) });
        if (gap) blind(`for whom the update of ${name} waited`, gap);
        else trial();
      }
    }
    return findings();
  },
};

interface Missing {
  readonly ordinal: number;
  /** Who takes only those for missing that an update may touch, or that are unready, misses it. */
  readonly isSpecial: boolean;
  /** When the last that was known of it had been heard of. */
  readonly heardOf: number;
}

/** Who was certainly not available when a member was taken, as its controller must have known. */
function missingBefore(
  deletion: UpdateDeletion,
  deletions: readonly UpdateDeletion[],
): readonly Missing[] {
  const { taken, member, members, states, now, readyFor } = deletion;
  const line = now.start + Math.min(...states.map(({ updatePartition }) => updatePartition));
  const waitMs = Math.min(...states.map(({ minReadySeconds }) => minReadySeconds)) * 1000;
  const takenBefore = deletions.filter(({ set, taken: { rv } }) => {
    return set.uid === deletion.set.uid && rv < taken.rv;
  });
  return wantedOrdinals(now).flatMap((ordinal) => {
    if (ordinal === member.ordinal) return [];
    const own = members
      .filter((one) => one.ordinal === ordinal)
      .flatMap((one) => one.states)
      .filter(({ rv }) => rv < taken.rv);
    const last = own.at(-1);
    const heardOf = last?.at ?? taken.at;
    const since = wellSince(own);
    if (since) {
      const isEarly = waitMs > 0 && readyFor(since) < waitMs - EARLY_MS;
      return isEarly && since.op !== 'found' ? [{ ordinal, heardOf, isSpecial: true }] : [];
    }
    const known = statesDuring(own, taken.at - SLACK.controllerLagMs, taken.at);
    const isTaken = takenBefore.some((one) => one.member.ordinal === ordinal);
    if (!isTaken && known.some(isWell)) return [];
    return [{ ordinal, heardOf, isSpecial: ordinal < line }];
  });
}

/** Transitions are dated by whole seconds, and watches deliver late. */
const EARLY_MS = SLACK.wholeSecondMs + SLACK.watchLagMs;

/** Stretches in which an update had work left and was held up by those who count as well. */
function holdsOf({ set, members, end }: Scene) {
  const changes = [...set.states, ...members.flatMap(({ states }) => states)].map(({ at }) => at);
  const moments = [...new Set([...changes, end])].sort((one, other) => one - other);
  return pairsOf(moments).flatMap(([from, next]) => {
    const spec = stateAt(set.states, from);
    const most = spec && allowance(spec)?.atMost;
    if (!spec || !most || most < 2 || spec.deleting) return [];
    const standings = wantedOrdinals(spec).map((ordinal) => {
      const own = members.filter((one) => one.ordinal === ordinal);
      const states = own.flatMap((one) => one.states).filter(({ at }) => at <= from);
      return { ordinal, ...standingOf(states, spec, from) };
    });
    const missing = standings.filter(({ until }) => until > from);
    const special = missing.filter(({ ordinal, isWaiting }) => {
      return isWaiting || ordinal < spec.start + spec.updatePartition;
    });
    const to = Math.min(next, ...missing.map(({ until }) => until));
    const isHeld = missing.length >= most && missing.length - special.length < most;
    const isLeft = standings.some(({ ordinal, state, until }) => {
      const isAbove = ordinal >= spec.start + spec.updatePartition;
      return isAbove && until <= from && state?.revision !== spec.status.updateRevision;
    });
    const isLong = to - from >= SLACK.noticeableMs;
    return isHeld && isLeft && isLong ? [{ name: spec.name, from, to }] : [];
  });
}

/** Until when an ordinal is missed if nothing changes: not at all, for a while, or for good. */
function standingOf(states: readonly PodEntry[], { minReadySeconds }: SetEntry, at: number) {
  const state = states.at(-1);
  const since = wellSince(states);
  if (!since) return { state, isWaiting: false, until: Number.POSITIVE_INFINITY };
  const until = since.op === 'found' ? at : since.at + minReadySeconds * 1000;
  return { state, isWaiting: until > at, until };
}
