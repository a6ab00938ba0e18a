import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import {
  type Incarnation,
  incarnationsOf,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';

/** The moment at which a set's status calls a revision the current one: a rollout is complete. */
export interface Promotion {
  readonly set: SetTimeline;
  readonly members: readonly Incarnation[];
  readonly before: SetEntry;
  readonly state: SetEntry;
  readonly revision: string;
}

/** A revision that somebody took away cannot stay the current one: that is no promotion. */
export function promotionsOf(history: History): readonly Promotion[] {
  const all = incarnationsOf(history);
  const removed = entriesOf(history, 'revision').filter(({ op }) => op === 'deleted');
  return setTimelinesOf(history).flatMap((set) => {
    const members = all.filter(({ setUid }) => setUid === set.uid);
    return set.states.flatMap((state, place) => {
      const before = set.states[place - 1];
      const revision = state.status.currentRevision;
      const was = before?.status.currentRevision ?? null;
      if (!before || !revision || was === null || was === revision) return [];
      if (wasRemoved(removed, was, state.at)) return [];
      return [{ set, members, before, state, revision }];
    });
  });
}

function wasRemoved(removed: readonly EntryOf<'revision'>[], name: string, at: number): boolean {
  return removed.some((one) => one.name === name && one.at <= at + SLACK.watchLagMs);
}
