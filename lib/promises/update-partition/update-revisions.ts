import type { History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import {
  type Incarnation,
  incarnationsOf,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
} from '../../model/timeline.ts';

/** A stretch in which a set rolls out one revision above one update partition. */
export interface Rollout {
  readonly set: SetTimeline;
  readonly members: readonly Incarnation[];
  readonly first: SetEntry;
  readonly last: SetEntry;
  readonly from: number;
  readonly until: number;
  readonly currentRevision: string;
  readonly updateRevision: string;
}

/**
 * Rollouts that stop at an update partition. Until the controller has seen a new template its
 * status speaks of the old one, so such states belong to no rollout.
 */
export function partialRollouts(history: History): readonly Rollout[] {
  const members = incarnationsOf(history);
  const removed = entriesOf(history, 'revision').filter(({ op }) => op === 'deleted');
  return setTimelinesOf(history).flatMap((set) => {
    const own = members.filter(({ setUid }) => setUid === set.uid);
    return stretchesOf(set).map(({ first, last, next }) => {
      // A current revision that somebody removes protects nobody any more.
      const lost = removed.find(
        ({ name, at }) => name === first.status.currentRevision && at > first.at,
      );
      const end = next?.at ?? endOf(history);
      const until = Math.min(end, lost?.at ?? end);
      return rolloutOf({ set, members: own, first, last, until });
    });
  });
}

interface Stretch {
  readonly first: SetEntry;
  last: SetEntry;
  next: SetEntry | null;
}

function stretchesOf({ states }: SetTimeline): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | null = null;
  for (const state of states) {
    if (open && isPartial(state) && planOf(state) === planOf(open.first)) {
      open.last = state;
      continue;
    }
    if (open) open.next = state;
    open = isPartial(state) ? { first: state, last: state, next: null } : null;
    if (open) stretches.push(open);
  }
  return stretches;
}

/** The place that an update partition counts by: from the start, not the ordinal itself. */
export function indexOf({ ordinal }: Incarnation, { start }: SetEntry): number {
  return ordinal - start;
}

export function isBelow(member: Incarnation, state: SetEntry): boolean {
  return indexOf(member, state) < state.updatePartition;
}

function isPartial({ strategy, updatePartition, deleting, generation, status }: SetEntry): boolean {
  return (
    strategy === 'RollingUpdate' &&
    updatePartition > 0 &&
    deleting === null &&
    status.observedGeneration >= generation &&
    status.currentRevision !== null &&
    status.updateRevision !== null &&
    status.currentRevision !== status.updateRevision
  );
}

function planOf({ updatePartition, replicas, start, status }: SetEntry): string {
  return [updatePartition, replicas, start, status.updateRevision].join(' ');
}

function rolloutOf(
  stretch: Pick<Rollout, 'set' | 'members' | 'first' | 'last' | 'until'>,
): Rollout {
  const { currentRevision, updateRevision } = stretch.first.status;
  return {
    ...stretch,
    from: stretch.first.at,
    currentRevision: currentRevision ?? '',
    updateRevision: updateRevision ?? '',
  };
}
