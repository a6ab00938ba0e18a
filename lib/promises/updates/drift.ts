import type { History } from '../../model/entry.ts';
import { endOf, entriesOf, pairsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, type PodEntry, statesDuring } from '../../model/timeline.ts';
import { NAME_LABEL } from '../identity/labels.ts';
import { leavingOf, moment, type Scene, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type UpdateDeletion, updateDeletionsOf } from './update-deletions.ts';

/**
 * Whoever edits a live pod gets away with it, until the pod is made anew for some other reason.
 *
 * Judged are edits of what a member is, for some seconds after; and edits of the label that says
 * which revision a member is of, where its set may update it.
 */
export const driftStays: StatefulPromise = {
  id: 'SS-UPD-016',
  level: 'INFORMATIONAL',
  statement:
    'What somebody changes about a live member MAY stay so, for only its revision label counts; ' +
    'a member that is given another revision’s label is taken down',
  source: SOURCES.rollout,
  since: 'all',
  check: checkDrift,
};

/** Long enough for a controller that minds to have done something. */
const LEFT_ALONE_MS = 2 * SLACK.controllerLagMs;

type Change = readonly [before: PodEntry, after: PodEntry];

function checkDrift(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const deletions = updateDeletionsOf(history);
  for (const scene of scenesOf(history)) {
    for (const member of scene.members) {
      const taken = deletions.find((one) => one.member.uid === member.uid);
      for (const [before, after] of changesOf(member)) {
        const isForged = before.revision !== after.revision;
        const limit = after.at + (isForged ? SLACK.rolloutMs : LEFT_ALONE_MS);
        const to = moment(Math.min(leavingOf(member)?.at ?? scene.end, limit, scene.end));
        const gap = gaps.over({ on: ['pod', 'set'], from: before, to });
        const isLong = to.at >= limit;
        if (!isOwned(member) || !isStill(scene, after.at, to.at)) continue;
        if (gap) blind(`what became of an edit of ${member.pod}`, gap);
        else if (isForged && !mayUpdate(scene, member, after)) continue;
        else if (isForged && taken) trial();
        else if (isForged && isLong) {
          violation(`${member.pod} stayed under the label ${after.revision}`, [before, after]);
        } else if (isForged) continue;
        else if (taken && isForThis(taken, after, to.at)) {
          violation(`${member.pod} was taken down after it was edited`, [after, taken.taken]);
        } else if (putBack(history, member, [before, after], to.at)) {
          violation(`an edit of ${member.pod} was taken back`, [before, after, member.last]);
        } else if (isLong) trial();
      }
    }
  }
  return findings();
}

function changesOf({ states }: Incarnation): readonly Change[] {
  return pairsOf(states).filter(([before, after]) => {
    if (after.deleting !== null || after.op === 'deleted') return false;
    return before.revision !== after.revision || (before.node !== null && !isSame(before, after));
  });
}

/** What a pod is, as far as somebody may edit it and no controller of ours gives it. */
function isSame(one: PodEntry, other: PodEntry): boolean {
  const tellTale = ({ labels, tolerations, images, resources, revision }: PodEntry) => {
    const kept = Object.entries(labels).filter(
      ([key, value]) => key !== NAME_LABEL && value !== revision,
    );
    return JSON.stringify([kept.sort(), tolerations, images, resources]);
  };
  return tellTale(one) === tellTale(other);
}

/** Who loses the labels of its set is let go, which is another matter. */
function isOwned({ states }: Incarnation): boolean {
  return states.every(({ owner }) => owner !== null);
}

/** Nobody asks the set for anything else meanwhile. */
function isStill({ set }: Scene, from: number, to: number): boolean {
  const asked = statesDuring(set.states, from, to).map(({ generation }) => generation);
  return new Set(asked).size === 1;
}

function mayUpdate({ set }: Scene, { ordinal }: Incarnation, { at, revision }: PodEntry): boolean {
  return statesDuring(set.states, at - SLACK.controllerLagMs, at).every(
    ({ strategy, start, updatePartition, status }) =>
      strategy === 'RollingUpdate' &&
      ordinal >= start + updatePartition &&
      status.updateRevision !== revision,
  );
}

/** Taken down at the revision that is asked for: not by an update, so for what it had become. */
function isForThis({ targets, taken }: UpdateDeletion, after: PodEntry, to: number): boolean {
  const isCurrent = targets.length > 0 && targets.every((target) => target === after.revision);
  return isCurrent && taken.revision === after.revision && taken.at <= to;
}

/** Whether it soon was what it had been, without anybody known to have asked for that. */
function putBack(
  history: History,
  { states, pod }: Incarnation,
  [before, after]: Change,
  to: number,
): boolean {
  const again = states.find(({ rv, at }) => rv > after.rv && at <= to);
  const asked = entriesOf(history, 'request').filter(
    ({ resource, name, at }) => resource === 'pods' && name === pod && at >= before.at && at <= to,
  );
  return again !== undefined && isSame(again, before) && asked.length < 2 && endOf(history) >= to;
}
