import type { Entry, EntryOf, History } from '../../model/entry.ts';
import { groupBy } from '../../model/history.ts';
import {
  firstReady,
  type Incarnation,
  incarnationsOf,
  type SetEntry,
  setTimelinesOf,
  stateAt,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';

/** Something that a set has to recover from, or to follow: a request or a fault. */
export type Disturbance = EntryOf<'request'> | EntryOf<'fault'>;

/**
 * In the order in which they came about: a request is dated by when it was sent and written down
 * when it is answered, and by then a blow may have been told, and its effect seen.
 */
export function disturbancesOf(history: History): readonly Disturbance[] {
  return history
    .filter((entry): entry is Disturbance => isDisturbance(entry))
    .sort((one, other) => one.at - other.at);
}

function isDisturbance(entry: Entry): boolean {
  if (entry.kind === 'fault') return true;
  if (entry.kind !== 'request' || entry.dryRun) return false;
  return !['get', 'list'].includes(entry.verb) && entry.code >= 200 && entry.code < 300;
}

/** A fault that nobody has taken back yet: nothing converges while it lasts. */
export function isStillInForce(history: History): boolean {
  const last = new Map<string, EntryOf<'fault'>['phase']>();
  for (const entry of history) {
    if (entry.kind !== 'fault') continue;
    last.set(`${entry.fault} ${JSON.stringify(entry.params)}`, entry.phase);
  }
  return [...last.values()].some((phase) => phase !== 'undone' && phase !== 'struck');
}

/**
 * How long a set may take for what it was asked, derived from how long its members took before:
 * each may have to go and to come again, one after the other, and twice as slowly.
 */
export function patienceMs(history: History, set: SetEntry): number {
  const members = incarnationsOf(history).filter(({ setUid }) => setUid === set.uid);
  const starts = members.flatMap((member) => {
    const ready = firstReady(member);
    return member.born && ready ? [ready.at - member.born.at] : [];
  });
  const goings = members.flatMap(({ deleting, gone }) =>
    deleting && gone ? [gone.at - deleting.at] : [],
  );
  const slowest = Math.max(SLACK.memberMs, ...starts) + Math.max(SLACK.memberMs, ...goings);
  const waitMs = set.minReadySeconds * 1000;
  const count = Math.max(set.replicas, members.length > 0 ? slotsOf(members) : 1, 1);
  return SLACK.livenessMs + 2 * count * (slowest + waitMs);
}

function slotsOf(members: readonly Incarnation[]): number {
  return groupBy(members, ({ ordinal }) => ordinal).size;
}

/** What a set still lacks of its spec, at some moment; null when it lacks nothing. */
export function lacksAt(history: History, uid: string, at: number): string | null {
  const set = setTimelinesOf(history).find((timeline) => timeline.uid === uid);
  const spec = set ? stateAt(set.states, at) : null;
  if (!spec || spec.op === 'deleted' || spec.deleting) return null;
  const { status, replicas, generation, start } = spec;
  if (status.observedGeneration < generation) {
    return `generation ${status.observedGeneration} of ${generation} was all that was seen`;
  }
  const members = incarnationsOf(history).flatMap((member) => {
    const state = member.setUid === uid ? stateAt(member.states, at) : null;
    return state && state.op !== 'deleted' ? [{ member, state }] : [];
  });
  for (let ordinal = start; ordinal < start + replicas; ordinal += 1) {
    const own = members.find(({ member }) => member.ordinal === ordinal)?.state;
    if (!own) return `${spec.name}-${ordinal} was not there`;
    if (own.deleting) return `${own.name} was Terminating`;
    if (!own.ready) return `${own.name} was ${own.phase}, not Ready`;
    const isBelow = ordinal - start < spec.updatePartition;
    const isOld = own.revision !== null && own.revision !== newestRevision(history, spec);
    if (spec.strategy === 'RollingUpdate' && !isBelow && isOld) {
      return `${own.name} was at the old revision ${own.revision}`;
    }
  }
  if (members.length > replicas) return `${members.length} members where ${replicas} are wanted`;
  return null;
}

/** By the revisions themselves, where they were watched: a status may speak of an old one. */
function newestRevision(history: History, { uid, status, at }: SetEntry): string | null {
  const own = history.filter(
    (entry): entry is EntryOf<'revision'> =>
      entry.kind === 'revision' &&
      entry.owner?.uid === uid &&
      entry.op !== 'deleted' &&
      entry.at <= at,
  );
  const newest = own.reduce<EntryOf<'revision'> | null>(
    (best, revision) => (best && best.revision > revision.revision ? best : revision),
    null,
  );
  return newest?.name ?? status.updateRevision;
}
