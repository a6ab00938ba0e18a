import type { Entry } from '../../model/entry.ts';
import type { SetEntry } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import type { UpdateDeletion } from './update-deletions.ts';

export interface Wrong {
  readonly says: string;
  readonly seen: readonly Entry[];
}

/** What one look at one deletion says: nothing was tried, all is well, or what is wrong. */
export type Look = 'untried' | 'kept' | Wrong;

/**
 * Without a rollingUpdate block a controller tells by counts in a status who is to be of which
 * revision, and its copy of that status may trail. Once is bad luck, and so is twice.
 */
const TIMES_WITHOUT_BLOCK = 3;

/**
 * A member that was taken down for an update, came back at the old revision, and is taken again:
 * such an update never ends, and each time costs the member a restart.
 *
 * Judged is one update alone, above its line, from when nobody can be unaware of it.
 */
export function returnedAsItWas(
  { set, member, taken, targets }: UpdateDeletion,
  earlier: readonly UpdateDeletion[],
): Wrong | null {
  const [target] = targets;
  if (target === undefined || targets.length > 1 || member.born?.owner == null) return null;
  const until = set.states.filter(({ at }) => at <= taken.at);
  const since = until.findLastIndex((state) => !isTakenTo(target, state, member.ordinal)) + 1;
  const begun = until[since];
  if (!begun) return null;
  const times = earlier.filter(
    (one) =>
      one.member.ordinal === member.ordinal &&
      one.taken.revision === taken.revision &&
      one.taken.at > begun.at + SLACK.staleSpecMs,
  );
  const last = times.at(-1);
  const due = until.slice(since).every((one) => one.hasRollingUpdate) ? 1 : TIMES_WITHOUT_BLOCK;
  if (!last || times.length < due) return null;
  const says = `${member.pod} was taken down for ${target}, and came back at ${taken.revision}`;
  return { says, seen: [last.taken, member.born] };
}

/** Whether a set in this state gives a revision to an ordinal, and its status knows of it. */
function isTakenTo(target: string, state: SetEntry, ordinal: number): boolean {
  const { strategy, start, updatePartition, generation, status } = state;
  return (
    strategy === 'RollingUpdate' &&
    ordinal >= start + updatePartition &&
    status.observedGeneration >= generation &&
    status.updateRevision === target
  );
}
