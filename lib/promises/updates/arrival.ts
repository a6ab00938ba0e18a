import { type Incarnation, type SetEntry, stateAt } from '../../model/timeline.ts';
import { isWell } from './update-deletions.ts';

/** A set, what it asks for in a stretch, and the revision that its members should reach. */
export interface Journey {
  readonly members: readonly Incarnation[];
  readonly state: SetEntry;
  readonly revision: string;
  readonly from: number;
  readonly until: number;
}

/** The moment at which every member above the update partition was Ready at the revision. */
export function arrivalOf({ members, state, revision, from, until }: Journey): number | null {
  const { start, replicas, updatePartition } = state;
  if (updatePartition >= replicas) return null;
  const hasArrived = (at: number) => {
    for (let index = updatePartition; index < replicas; index += 1) {
      const own = members.filter(({ ordinal }) => ordinal === start + index);
      const isThere = own.some((member) => {
        const now = stateAt(member.states, at);
        return now !== null && isWell(now) && now.revision === revision;
      });
      if (!isThere) return false;
    }
    return true;
  };
  const moments = members
    .flatMap(({ states }) => states.map(({ at }) => at))
    .filter((at) => at >= from && at <= until)
    .sort((one, other) => one - other);
  return [from, ...moments].find(hasArrived) ?? null;
}
