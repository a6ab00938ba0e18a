import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { PodEntry } from '../../model/timeline.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A name stands for one pod, because names are unique. What has to be seen to is everything that
 * is the same ordinal under another name, or under a set that was there before.
 *
 * An ordinal is read as the controller reads it: a number at the end, with zeros before it or not.
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
  const { trial, violation, blind, findings } = tally();
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
      violation(`${other.name} (${other.uid}) and ${pod.name} (${pod.uid}) were one ordinal`, [
        ...[other, pod],
      ]);
    } else if (last && last.uid !== pod.uid) {
      const gap = gaps.over({ on: ['pod'], from: last, to: pod });
      if (gap) blind(`whether ${pod.name} was the only one of its ordinal`, gap);
      else trial();
    }
  }
  return findings();
}

/** Null for pods that no set owns: they are nobody's member, whatever they are called. */
function slotOf({ owner, name }: PodEntry): string | null {
  if (owner?.kind !== 'StatefulSet' || !name.startsWith(`${owner.name}-`)) return null;
  const digits = name.slice(owner.name.length + 1);
  return /^[0-9]+$/.test(digits) ? `${owner.name} ${Number(digits)}` : null;
}
