import type { History } from '../../model/entry.ts';
import { entriesOf, groupBy } from '../../model/history.ts';
import type { PodEntry, SetEntry } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';

/** What a status counts and could not have known of. */
export interface Overstated {
  readonly says: string;
  readonly evidence: readonly SetEntry[];
}

type Counted = 'replicas' | 'ready';

/** Which members are such, by the count that they stand in. */
const IS: Readonly<Record<Counted, (pod: PodEntry) => boolean>> = {
  replicas: () => true,
  ready: ({ ready }) => ready,
};

/**
 * Looks at a status when a count of it has grown: by then so many members must have been such, or
 * have been so until a short while ago. Versions count all writes of a cluster in one row, so a
 * member of a higher version than the status is one that nobody could have counted in it.
 */
export function overstatementBy(history: History) {
  const pods = [...groupBy(entriesOf(history, 'pod'), ({ uid }) => uid).values()].map((states) =>
    [...states].sort((one, other) => one.rv - other.rv),
  );
  const known = (set: SetEntry, what: Counted) =>
    pods.filter((states) => states.some((pod, place) => counts(set, what, pod, states[place + 1])));

  return (set: SetEntry, before: SetEntry | undefined): Overstated | null => {
    // A change of the spec is no word about the members.
    if (!before || before.generation !== set.generation) return null;
    for (const what of ['replicas', 'ready'] as const) {
      const claimed = set.status[what];
      if (claimed <= before.status[what]) continue;
      const most = known(set, what).length;
      if (claimed <= most) continue;
      const word = what === 'ready' ? 'ready members' : 'members';
      const says = `${set.name} counts ${claimed} ${word}, and there were no more than ${most}`;
      return { says, evidence: [before, set] };
    }
    return null;
  };
}

/** Whether a member could be counted for this state of it, and for what came next of it. */
function counts(set: SetEntry, what: Counted, pod: PodEntry, next: PodEntry | undefined): boolean {
  const isSuch = pod.owner?.uid === set.uid && pod.op !== 'deleted' && IS[what](pod);
  const isPast = next !== undefined && next.rv < set.rv;
  const isKnown = pod.rv < set.rv || pod.at <= set.at;
  return isSuch && isKnown && !(isPast && next.at < set.at - SLACK.staleSpecMs);
}
