import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import {
  type Incarnation,
  incarnationsOf,
  isWanted,
  type PodEntry,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
  wantedOrdinals,
} from '../../model/timeline.ts';
import { isWell } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { type ReadyFor, readyForIn } from '../written-times.ts';
import { isGateOn } from './gate.ts';

/** From a healthy set at one revision to the same at another, undisturbed. */
export interface Update {
  readonly set: SetTimeline;
  readonly spec: SetEntry;
  readonly members: readonly Incarnation[];
  /** Its first deletion: before that the set was whole, and what came earlier is not its doing. */
  readonly begins: PodEntry;
  readonly from: number;
  readonly to: number;
  /** Whether the gate was on all the while, as far as somebody flipped it; null if nobody did. */
  readonly gate: boolean | null;
  readonly readyFor: ReadyFor;
}

export function updatesOf(history: History): readonly Update[] {
  const all = incarnationsOf(history);
  const readyFor = readyForIn(history);
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
        const scene = { members, spec: begun, readyFor };
        if (isCalm && begins && missingAt(scene, justBefore(begins)).length === 0) {
          const gate = isGateOn(history, from, to);
          updates.push({ ...scene, set, begins, from, to, gate });
        }
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

/** What had been written of a set when a pod was changed, with that change or without it. */
interface Instant {
  readonly rv: number;
  readonly act: PodEntry;
}

function justBefore(act: PodEntry): Instant {
  return { rv: act.rv - 1, act };
}

function justAfter(act: PodEntry): Instant {
  return { rv: act.rv, act };
}

type Standing = Pick<Update, 'members' | 'spec' | 'readyFor'>;

function missingAt(scene: Standing, instant: Instant): readonly number[] {
  return wantedOrdinals(scene.spec).filter((ordinal) => !isAvailable(scene, ordinal, instant));
}

/** How many may be missing: a number as it is, a percentage both ways of rounding. */
export function allowance({ maxUnavailable, replicas }: SetEntry) {
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
export function dipsOf(update: Update): readonly Dip[] {
  const { members, begins, to } = update;
  const changes = members
    .flatMap(({ states }) => states)
    .filter(({ rv, at }) => rv >= begins.rv && at <= to)
    .sort((one, other) => one.rv - other.rv);
  return changes.map((at) => ({ at, missing: missingAt(update, justAfter(at)) }));
}

function isAvailable(scene: Standing, ordinal: number, { rv, act }: Instant): boolean {
  const { members, spec, readyFor } = scene;
  const own = members.filter((member) => member.ordinal === ordinal);
  return own.some(({ states }) => {
    const seen = states.filter((state) => state.rv <= rv);
    const now = seen.at(-1);
    if (!now || !isWell(now)) return false;
    const since = seen.slice(seen.findLastIndex((state) => !isWell(state)) + 1)[0] ?? now;
    // Ready when it was found: then it had been so for who knows how long.
    const isOld = since === seen[0] && since.op === 'found';
    return isOld || readyFor(since, act) + SLACK.controllerLagMs >= spec.minReadySeconds * 1000;
  });
}
