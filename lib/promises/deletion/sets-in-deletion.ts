import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, setTimelinesOf } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Between the order to delete a set and its end, the garbage collector is at work. A controller
 * that still created pods would make that a race without an end.
 *
 * Judged where the set went on for a while with a deletionTimestamp and missed a member by then, so
 * that there was something to create.
 */
export const nothingMadeMeanwhile: StatefulPromise = {
  id: 'SS-DEL-008',
  level: 'MUST',
  statement:
    'While a set has a deletionTimestamp its controller MUST NOT create, delete or adopt anything',
  source: SOURCES.deleteSet,
  since: '1.7',
  check: checkMeanwhile,
};

/** A trap for readers of tutorials: whoever wants an order scales to zero first. */
export const deletionWithoutOrder: StatefulPromise = {
  id: 'SS-DEL-009',
  level: 'INFORMATIONAL',
  statement: 'The pods of a set that is deleted MAY all go at once, in any order',
  source: SOURCES.scaling,
  since: 'kubectl 1.11',
  check: checkNoOrder,
};

/** What a pipeline does that deletes and applies in one breath. */
export const recreatedAtOnce: StatefulPromise = {
  id: 'SS-DEL-010',
  level: 'SHOULD',
  statement:
    'A set that is created again before its old pods have gone SHOULD converge: the old ones go, ' +
    'and new ones take their names',
  source: SOURCES.deleteSet,
  since: '1.7',
  check: checkRecreated,
};

function checkMeanwhile(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const members = incarnationsOf(history);
  const deeds = entriesOf(history, 'audit').filter((audit) => {
    return isControllers(audit) && audit.code < 300;
  });
  for (const set of setTimelinesOf(history)) {
    const from = set.states.find(({ deleting, op }) => deleting !== null && op !== 'deleted');
    if (!from) continue;
    const until = set.gone?.at ?? end;
    const own = members.filter(({ setUid }) => setUid === set.uid);
    // The controller may have been under way with what it knew before.
    const late = from.at + SLACK.controllerLagMs;
    const made = own.find(({ born }) => {
      return born?.owner?.uid === set.uid && born.at > late && born.at <= until;
    });
    const names = new Set(own.map(({ pod }) => pod));
    const deleted = own.find(({ pod, deleting }) => {
      // What was orphaned and adopted since is another set’s to delete.
      const isOwn = deleting?.owner?.uid === set.uid && deleting.at > late && deleting.at <= until;
      return isOwn && deeds.some((audit) => isDeletionOf(audit, pod));
    });
    const missing = own.find(({ gone, pod }) => {
      const isLast = !own.some((next) => next.pod === pod && next.first.at > (gone?.at ?? 0));
      return gone && gone.at > from.at && gone.at + SLACK.controllerLagMs < until && isLast;
    });
    const to = { clock: from.clock, at: until };
    const gap = gaps.over({ on: ['pod', 'set'], from, to });
    if (made) {
      violation(`${set.name} was on its way out and made ${made.pod}`, [from, made.first]);
    } else if (deleted && names.has(deleted.pod)) {
      violation(`${set.name} was on its way out and deleted ${deleted.pod}`, [from, deleted.last]);
    } else if (!missing) continue;
    else if (gap) blind(`what ${set.name} did on its way out`, gap);
    else trial();
  }
  return findings();
}

function isDeletionOf({ verb, resource, name }: EntryOf<'audit'>, pod: string): boolean {
  return verb === 'delete' && resource === 'pods' && name === pod;
}

function checkNoOrder(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  for (const set of setTimelinesOf(history)) {
    const asked = set.states.find(({ deleting }) => deleting !== null) ?? set.gone;
    if (!asked) continue;
    const left = members
      .filter(({ setUid, deleting }) => setUid === set.uid && (deleting?.at ?? 0) >= asked.at)
      .filter(({ states }) => states.every(({ owner }) => owner !== null))
      .sort((one, other) => (one.deleting?.rv ?? 0) - (other.deleting?.rv ?? 0));
    const last = left.at(-1)?.gone;
    if (left.length < 2 || !last) continue;
    const gap = gaps.over({ on: ['pod', 'set'], from: asked, to: last });
    const together = left.some((member, place) => {
      const next = left[place + 1];
      return next?.deleting && member.gone && next.deleting.rv < member.gone.rv;
    });
    if (gap) blind(`in which order the pods of ${set.name} went`, gap);
    else if (together) trial();
    else violation(`the pods of ${set.name} went one after the other`, [asked, last]);
  }
  return findings();
}

function checkRecreated(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const members = incarnationsOf(history);
  const sets = setTimelinesOf(history);
  for (const old of sets) {
    const fresh = sets.find(({ name, first }) => name === old.name && first.rv > old.first.rv);
    if (!fresh || !old.gone) continue;
    const left = members.filter(
      ({ setUid, gone, states }) =>
        setUid === old.uid &&
        (gone?.at ?? Number.POSITIVE_INFINITY) > fresh.first.at &&
        states.every(({ owner }) => owner?.uid === old.uid),
    );
    for (const member of left) {
      const successor = members.find(({ pod, setUid }) => {
        return pod === member.pod && setUid === fresh.uid;
      });
      const to = member.gone ?? { clock: old.gone.clock, at: end };
      const gap = gaps.over({ on: ['pod', 'set'], from: old.gone, to });
      if (gap) blind(`what became of the old ${member.pod}`, gap);
      else if (member.gone && successor) trial();
      else if (end - fresh.first.at >= SLACK.garbageMs) {
        violation(`${member.pod} of the old ${old.name} had no end, or no successor`, [
          ...[fresh.first, member.last],
        ]);
      } else doubt(`the history ends before ${member.pod} was succeeded`, [member.last]);
    }
  }
  return findings();
}
