import type { History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
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
import { SLACK } from '../slack.ts';
import { isWell, type UpdateDeletion, updateDeletionsOf } from './update-deletions.ts';

/** A stretch in which an update has work left and a member is not Ready. */
export interface Pause {
  readonly set: SetTimeline;
  readonly members: readonly Incarnation[];
  readonly ordinal: number;
  /** The entry with which the member stopped being Ready, or was born without ever being so. */
  readonly first: PodEntry;
  /** Born at the revision that is being rolled out, and not Ready ever since. */
  readonly isBadRevision: boolean;
  /** What the set was when the controller must have known. */
  readonly state: SetEntry;
  readonly from: number;
  readonly to: number;
  /** A member that waits for its update meanwhile. */
  readonly waiting: PodEntry;
  /** What an update took down meanwhile, although somebody was not Ready. */
  readonly taken: readonly UpdateDeletion[];
  /** Whether the member was Ready at the end, and what the update did next. */
  readonly isOver: boolean;
  readonly next: UpdateDeletion | null;
}

/** Shorter ones may have passed unnoticed by a controller that is not at fault. */
const NOTICED_MS = 3 * SLACK.controllerLagMs;

export function pausesOf(history: History): readonly Pause[] {
  const all = incarnationsOf(history);
  const deletions = updateDeletionsOf(history);
  const end = endOf(history);
  return setTimelinesOf(history).flatMap((set) => {
    const members = all.filter(({ setUid }) => setUid === set.uid);
    const own = deletions.filter((one) => one.set.uid === set.uid);
    return [...new Set(members.map(({ ordinal }) => ordinal))].flatMap((ordinal) =>
      outagesOf(members, ordinal, end).flatMap((outage) => {
        const pause = pauseOf({ set, members, ordinal, ...outage }, own);
        return pause ? [pause] : [];
      }),
    );
  });
}

interface Outage {
  readonly first: PodEntry;
  readonly to: number;
  readonly back: PodEntry | null;
}

/** Stretches in which no incarnation of an ordinal was Ready, each from its first entry. */
function outagesOf(
  members: readonly Incarnation[],
  ordinal: number,
  end: number,
): readonly Outage[] {
  const states = members
    .filter((member) => member.ordinal === ordinal)
    .flatMap((member) => member.states)
    .sort((one, other) => one.rv - other.rv);
  const outages: Outage[] = [];
  let first: PodEntry | null = null;
  for (const state of states) {
    if (!isWell(state)) first ??= state;
    else if (first) {
      outages.push({ first, to: state.at, back: state });
      first = null;
    }
  }
  return first ? [...outages, { first, to: end, back: null }] : outages;
}

function pauseOf(
  outage: Outage & Pick<Pause, 'set' | 'members' | 'ordinal'>,
  deletions: readonly UpdateDeletion[],
): Pause | null {
  const { set, members, ordinal, first } = outage;
  // An update's own work is no trouble: what it took down is missed only once it is born again.
  const byUpdate = deletions.find(({ taken }) => taken.uid === first.uid && taken.rv >= first.rv);
  const start = byUpdate ? members.find(isBornAfter(byUpdate.taken.rv, ordinal))?.first : first;
  if (!start || start.at >= outage.to) return null;
  const unasked = set.states.find(
    (state) => state.at > start.at && (state.op === 'deleted' || !isWanted(state, ordinal)),
  );
  const to = Math.min(outage.to, unasked?.at ?? outage.to);
  // An update may come, or be let further down, while the member is away.
  const moments = [start.at, ...set.states.map(({ at }) => at).filter((at) => at > start.at)];
  const known = moments
    .filter((at) => to - at >= NOTICED_MS)
    .flatMap((at) => {
      const from = at + SLACK.controllerLagMs;
      const state = stateAt(set.states, from);
      const waiting = state && waitingAt(state, members, ordinal, from);
      return state && waiting && isWanted(state, ordinal) ? [{ from, state, waiting }] : [];
    });
  const [began] = known;
  if (!began) return null;
  const { from, state, waiting } = began;
  const taken = deletions.filter(({ taken: { at }, member }) => {
    return at > from && at < to && member.ordinal !== ordinal;
  });
  const next = deletions.find(({ taken: { at } }) => at >= to) ?? null;
  const isBadRevision = byUpdate !== undefined && start.revision === state.status.updateRevision;
  const isOver = outage.back !== null && to === outage.to;
  const pause = { set, members, ordinal, first: start, isBadRevision, state, from, to };
  return { ...pause, waiting, taken, isOver, next };
}

function isBornAfter(rv: number, ordinal: number) {
  return (member: Incarnation) => member.ordinal === ordinal && member.first.rv > rv;
}

/** Another member that an update would have to replace. */
function waitingAt(
  { start, replicas, updatePartition, strategy, status }: SetEntry,
  members: readonly Incarnation[],
  except: number,
  at: number,
): PodEntry | null {
  if (strategy !== 'RollingUpdate' || status.updateRevision === null) return null;
  for (let ordinal = start + replicas - 1; ordinal >= start + updatePartition; ordinal -= 1) {
    const own = members.findLast((one) => one.ordinal === ordinal && one.first.at <= at);
    const state = own ? stateAt(own.states, at) : null;
    if (ordinal === except || !state || state.op === 'deleted') continue;
    if (state.revision !== status.updateRevision) return state;
  }
  return null;
}
