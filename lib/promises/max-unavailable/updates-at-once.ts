import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  isWanted,
  type PodEntry,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
  stateAt,
} from '../../model/timeline.ts';
import { isWell } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** Whoever asks for speed says what it may cost. Missing members count as much as unready ones. */
export const neverMoreUnavailable: StatefulPromise = {
  id: 'SS-MXU-002',
  level: 'MUST',
  statement:
    'While a healthy set is updated, no more than maxUnavailable members MUST be missing, on ' +
    'their way out or not available at once',
  source: SOURCES.rollout,
  since: 'gate on',
  check: (history) => checkBudget(history, neverMoreUnavailable.id),
};

/** What is allowed is also used, from the top. */
export const takenTogetherFromTheTop: StatefulPromise = {
  id: 'SS-MXU-003',
  level: 'SHOULD',
  statement:
    'An update SHOULD take down as many members at once as maxUnavailable allows, the highest ' +
    'outdated ones first',
  source: SOURCES.rollout,
  since: 'gate on',
  check: checkTogether,
};

/** The API's own text says that percentages are rounded up. */
export const percentagesRoundedDown: StatefulPromise = {
  id: 'SS-MXU-004',
  level: 'INFORMATIONAL',
  statement: 'A percentage of maxUnavailable MAY be rounded down, and is never less than one',
  source: SOURCES.rollout,
  since: '1.36.3',
  check: (history) => checkBudget(history, percentagesRoundedDown.id),
};

/** From a healthy set at one revision to the same at another, undisturbed. */
interface Update {
  readonly set: SetTimeline;
  readonly spec: SetEntry;
  readonly members: readonly Incarnation[];
  /** Its first deletion: before that the set was whole, and what came earlier is not its doing. */
  readonly begins: PodEntry;
  readonly from: number;
  readonly to: number;
}

function updatesOf(history: History): readonly Update[] {
  const all = incarnationsOf(history);
  const disturbed = [
    ...entriesOf(history, 'fault'),
    ...entriesOf(history, 'request').filter(({ resource, verb }) => {
      return resource === 'pods' && verb !== 'create';
    }),
  ];
  return setTimelinesOf(history).flatMap((set) => {
    const members = all.filter(({ setUid }) => setUid === set.uid);
    const updates: Update[] = [];
    let begun: SetEntry | null = null;
    for (const state of set.states) {
      const { updateRevision, currentRevision, observedGeneration } = state.status;
      const isUpdating =
        state.strategy === 'RollingUpdate' &&
        state.updatePartition === 0 &&
        observedGeneration >= state.generation &&
        updateRevision !== currentRevision;
      if (isUpdating) {
        if (begun?.generation !== state.generation) begun = state;
        continue;
      }
      if (begun && state.generation === begun.generation) {
        const [from, to] = [begun.at - SLACK.watchLagMs, state.at];
        const isCalm = !disturbed.some(({ at }) => at >= from && at <= to);
        const begins = firstTaken(members, begun, from, to);
        const isSound =
          begins !== null && missingAt(members, begun, justBefore(begins)).length === 0;
        if (isCalm && isSound) updates.push({ set, spec: begun, members, begins, from, to });
      }
      begun = null;
    }
    return updates;
  });
}

function firstTaken(
  members: readonly Incarnation[],
  spec: SetEntry,
  from: number,
  to: number,
): PodEntry | null {
  const taken = members.flatMap(({ deleting, ordinal }) =>
    deleting && deleting.at >= from && deleting.at <= to && isWanted(spec, ordinal)
      ? [deleting]
      : [],
  );
  return taken.sort((one, other) => one.rv - other.rv)[0] ?? null;
}

type Instant = Pick<PodEntry, 'rv' | 'at'>;

function justBefore({ rv, at }: PodEntry): Instant {
  return { rv: rv - 1, at };
}

function missingAt(members: readonly Incarnation[], spec: SetEntry, instant: Instant) {
  const ordinals = Array.from({ length: spec.replicas }, (_, index) => spec.start + index);
  return ordinals.filter((ordinal) => !isAvailable(members, ordinal, instant, spec));
}

/** How many may be missing: a number as it is, a percentage both ways of rounding. */
function allowance({ maxUnavailable, replicas }: SetEntry) {
  if (maxUnavailable === null) return null;
  const isShare = maxUnavailable.endsWith('%');
  const exact = isShare
    ? (Number(maxUnavailable.slice(0, -1)) * replicas) / 100
    : Number(maxUnavailable);
  return {
    isShare,
    atLeast: Math.max(1, Math.floor(exact)),
    atMost: Math.max(1, Math.ceil(exact)),
  };
}

interface Dip {
  readonly missing: readonly number[];
  readonly at: PodEntry;
}

/** After each change of a pod, who is wanted and not available. */
function dipsOf({ members, spec, begins, to }: Update): readonly Dip[] {
  const changes = members
    .flatMap(({ states }) => states)
    .filter(({ rv, at }) => rv >= begins.rv && at <= to)
    .sort((one, other) => one.rv - other.rv);
  return changes.map((at) => ({ at, missing: missingAt(members, spec, at) }));
}

function isAvailable(
  members: readonly Incarnation[],
  ordinal: number,
  { rv, at }: Instant,
  { minReadySeconds }: SetEntry,
): boolean {
  const own = members.filter((member) => member.ordinal === ordinal);
  return own.some(({ states }) => {
    const seen = states.filter((state) => state.rv <= rv);
    const now = seen.at(-1);
    if (!now || !isWell(now)) return false;
    const since = seen.slice(seen.findLastIndex((state) => !isWell(state)) + 1)[0] ?? now;
    // Ready when it was found: then it had been so for who knows how long.
    const isOld = since === seen[0] && since.op === 'found';
    return isOld || at - since.at + SLACK.controllerLagMs >= minReadySeconds * 1000;
  });
}

function checkBudget(history: History, promise: string): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const onShares = promise === percentagesRoundedDown.id;
  for (const update of updatesOf(history)) {
    const { set, spec } = update;
    const allowed = allowance(spec);
    if (!allowed || (onShares && (!allowed.isShare || allowed.atLeast === allowed.atMost)))
      continue;
    const most = onShares ? allowed.atLeast : allowed.atMost;
    const dips = dipsOf(update);
    const worst = dips.find(({ missing }) => missing.length > most);
    const to = { clock: spec.clock, at: update.to };
    const gap = gaps.over({ on: ['pod', 'set'], from: { clock: spec.clock, at: update.from }, to });
    if (worst) {
      const who = worst.missing.map((ordinal) => `${set.name}-${ordinal}`).join(', ');
      violation(`${who} were unavailable at once, and ${most} may be`, [spec, worst.at]);
    } else if (gap) blind(`who was unavailable while ${set.name} was updated`, gap);
    else if (dips.some(({ missing }) => missing.length > 0)) trial();
  }
  return findings();
}

function checkTogether(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const update of updatesOf(history)) {
    const { set, spec, members, from, to } = update;
    const allowed = allowance(spec);
    if (!allowed || allowed.atLeast < 2 || spec.policy !== 'Parallel') continue;
    const gap = gaps.over({
      ...{ on: ['pod', 'set'], from: { clock: spec.clock, at: from } },
      to: { clock: spec.clock, at: to },
    });
    const taken = members
      .flatMap(({ deleting, ordinal }) =>
        deleting && deleting.at >= from && deleting.at <= to && isWanted(spec, ordinal)
          ? [{ ordinal, deleting }]
          : [],
      )
      .sort((one, other) => one.deleting.rv - other.deleting.rv);
    const most = Math.max(0, ...dipsOf(update).map(({ missing }) => missing.length));
    const hasten = taken.find(({ ordinal, deleting }) =>
      members.some((other) => {
        const isAbove = other.ordinal > ordinal + allowed.atMost - 1;
        const then = stateAt(other.states, deleting.at);
        const isOld = then !== null && isWell(then) && then.revision === deleting.revision;
        return isAbove && isOld && isWanted(spec, other.ordinal);
      }),
    );
    if (gap) blind(`in what order ${set.name} was updated`, gap);
    else if (taken.length < 2) continue;
    else if (hasten) {
      const says = `${set.name}-${hasten.ordinal} was updated before outdated ones well above it`;
      violation(says, [spec, hasten.deleting]);
    } else if (most < Math.min(allowed.atLeast, taken.length)) {
      const says = `${set.name} had ${most} unavailable at most, and might have ${allowed.atLeast}`;
      violation(says, [spec, taken[0]?.deleting]);
    } else trial();
  }
  return findings();
}
