import type { History } from '../../model/entry.ts';
import { entriesOf, isAliasIn, numberIn } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { PodEntry } from '../../model/timeline.ts';
import { deletedByUser, podLivesOf } from '../deletion/reading.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A name stands for one pod, because names are unique. What has to be seen to is everything that
 * is the same ordinal under another name, or under a set that was there before.
 *
 * An ordinal is read as the controller reads it: a number at the end, with zeros before it or not.
 * So whoever makes a pod by hand and calls it web-00 makes a second web-0: that is told, and is no
 * fault of the set, which has to take it down (SS-IDN-014). One that it keeps is a second member.
 */
export const oneObjectPerOrdinal: StatefulPromise = {
  id: 'SS-AMO-014',
  level: 'MUST',
  statement:
    'A set MUST NOT own two pods of one ordinal, whatever they are called and whoever made them',
  source: SOURCES.identity,
  since: 'all',
  check: checkObjects,
};

function checkObjects(history: History): Findings {
  const { trial, violation, excused, blind, findings } = tally();
  const gaps = gapsOf(history);
  const pods = [...entriesOf(history, 'pod')].sort((one, other) => one.rv - other.rv);
  const living = new Map<string, PodEntry>();
  const known = new Map<string, PodEntry>();
  for (const pod of pods) {
    const before = living.get(pod.uid);
    if (pod.op === 'deleted') living.delete(pod.uid);
    else living.set(pod.uid, pod);
    const slot = slotOf(pod);
    const isNew = pod.op !== 'deleted' && slot !== null && (!before || slotOf(before) !== slot);
    if (!isNew) continue;
    const other = [...living.values()].find(({ uid, ...rest }) => {
      return uid !== pod.uid && slotOf({ uid, ...rest }) === slot;
    });
    const last = known.get(slot);
    known.set(slot, pod);
    if (other) {
      const says = `${other.name} (${other.uid}) and ${pod.name} (${pod.uid}) were one ordinal`;
      const down = aliasTakenDown(history, [other, pod]);
      if (down) excused(`${says} until ${down.name} was taken down`, [other, pod, down]);
      else violation(says, [other, pod]);
    } else if (last && last.uid !== pod.uid) {
      const gap = gaps.over({ on: ['pod'], from: last, to: pod });
      if (gap) blind(`whether ${pod.name} was the only one of its ordinal`, gap);
      else trial();
    }
  }
  return findings();
}

/** The word of the set, and not of a user, that an alias which somebody made by hand has to go. */
function aliasTakenDown(history: History, two: readonly [PodEntry, PodEntry]): PodEntry | null {
  const asked = deletedByUser(history);
  for (const { uid, name, owner } of two) {
    if (!owner || !isAliasIn(owner.name, name) || asked.has(name)) continue;
    const life = podLivesOf(history).find((one) => one.uid === uid);
    const isInTime = (life?.deleting?.at ?? Infinity) - two[1].at < SLACK.rolloutMs;
    if (life?.first.owner === null && isInTime) return life.deleting;
  }
  return null;
}

/** Null for pods that no set owns: they are nobody's member, whatever they are called. */
function slotOf({ owner, name }: PodEntry): string | null {
  const number = owner?.kind === 'StatefulSet' ? numberIn(owner.name, name) : null;
  return number === null ? null : `${owner?.name} ${number}`;
}
