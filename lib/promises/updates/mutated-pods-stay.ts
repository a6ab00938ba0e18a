import type { History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  type PodEntry,
  type SetTimeline,
  setTimelinesOf,
  stateAt,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { isWell, type UpdateDeletion, updateDeletionsOf } from './update-deletions.ts';

/**
 * A namespace gives limits to containers that ask for none, and other hands add containers. The
 * pod then is not what its template says, and whoever made both equal would roll for ever.
 *
 * Judged are members that ask for something else of their nodes than their template does. Only
 * their revision tells whether they are up to date.
 */
export const mutatedPodsStay: StatefulPromise = {
  id: 'SS-UPD-017',
  level: 'SHOULD',
  statement:
    'A member that admission made different from its template SHOULD stay as long as its ' +
    'revision is the one that is asked for',
  source: SOURCES.limitRanges,
  since: 'all; issue 61998',
  check: checkMutated,
};

/** Long enough for a controller that minds to have done something. */
const LEFT_ALONE_MS = 2 * SLACK.controllerLagMs;

function checkMutated(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const deletions = updateDeletionsOf(history);
  const all = incarnationsOf(history);
  for (const set of setTimelinesOf(history)) {
    for (const member of all.filter(({ setUid }) => setUid === set.uid)) {
      const since = mutatedSince(member, set);
      const leaving = member.deleting ?? member.gone;
      if (!since || (leaving && leaving.rv < since.rv)) continue;
      const to = leaving ?? { clock: since.clock, at: end };
      const gap = gaps.over({ on: ['pod', 'set'], from: since, to });
      const taken = deletions.find((one) => one.member.uid === member.uid);
      if (gap) blind(`whether ${member.pod} was left as admission had made it`, gap);
      else if (taken && isUpToDate(taken, since)) {
        const says = `${member.pod} was taken down at the revision that was asked for`;
        violation(`${says}, and is not what its template says`, [taken.now, since, taken.taken]);
      } else if (to.at - since.at >= LEFT_ALONE_MS) trial();
    }
  }
  return findings();
}

/** A label that somebody else wrote is another matter: by that the member is out of date. */
function isUpToDate({ targets, taken }: UpdateDeletion, { revision }: PodEntry): boolean {
  if (taken.revision !== revision) return false;
  return targets.length > 0 && targets.every((target) => target === revision);
}

/** Where a member first was well, up to date, and other than its template. */
function mutatedSince({ states }: Incarnation, set: SetTimeline): PodEntry | null {
  const isMutated = (state: PodEntry) => {
    const now = stateAt(set.states, state.at);
    const asked = now?.resources;
    if (!now || !asked || !state.resources || !isWell(state)) return false;
    const { updateRevision, observedGeneration } = now.status;
    const isCurrent = state.revision !== null && updateRevision === state.revision;
    return isCurrent && observedGeneration >= now.generation && !isSame(state.resources, asked);
  };
  return states.find(isMutated) ?? null;
}

function isSame(one: Readonly<Record<string, string>>, other: typeof one): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
