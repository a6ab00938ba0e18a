import { clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings } from '../../model/promise.ts';
import type { SetEntry, SetTimeline } from '../../model/timeline.ts';
import { isSilent, silencesOf } from '../silences.ts';
import { SLACK } from '../slack.ts';
import { tally } from '../tally.ts';
import { revisionedSetsOf, revisionsOf } from './revision-timelines.ts';

export function checkCollisions(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const revisions = revisionsOf(history);
  const collisions = collisionsIn(history);
  for (const { set } of revisionedSetsOf(history)) {
    for (const [place, state] of set.states.entries()) {
      const before = set.states[place - 1];
      if (!before || before.status.collisionCount === state.status.collisionCount) continue;
      const gap = gaps.over({ on: ['set', 'revision'], from: before, to: state });
      if (gap) {
        blind(`a collision of ${set.name}`, gap);
        continue;
      }
      trial();
      const [was, is] = [before.status.collisionCount, state.status.collisionCount];
      if (is >= was) continue;
      violation(`${set.name} counted ${was} collisions and then ${is}`, [before, state]);
    }
  }
  for (const { set, refused, told, before } of collisions) {
    const gap = gaps.over({ on: ['set', 'revision', 'audit'], from: before, to: told });
    const { collisionCount, updateRevision } = told.status;
    if (collisionCount > before.status.collisionCount) continue;
    const says = `${refused.name} was taken, and ${set.name} went on to ${updateRevision}`;
    if (gap) blind(`a collision of ${set.name}`, gap);
    else violation(`${says} without counting it`, [before, refused, told]);
  }
  for (const { name, states } of revisions) {
    const changed = states.find(({ data }, place) => {
      const before = states[place - 1];
      return before !== undefined && before.data !== null && data !== null && data !== before.data;
    });
    if (changed) violation(`${name} was overwritten`, [states[0], changed]);
  }
  return findings();
}

/** A name that was refused because somebody else's object bore it, and what came of that. */
interface Collision {
  readonly set: SetTimeline;
  readonly refused: EntryOf<'audit'>;
  /** The last word of the set before its revision got another name, and the first one after. */
  readonly before: SetEntry;
  readonly told: SetEntry;
}

/**
 * By the audit log, which alone knows of a name that was tried in vain. A refusal is no collision
 * where the object holds the very template: then it is used, and the status names it. And a count
 * whose writing failed is lost, which is nobody's breach.
 */
function collisionsIn(history: History): readonly Collision[] {
  const clocks = clocksOf(history);
  const silences = silencesOf(history);
  const revisions = revisionsOf(history);
  const writes = entriesOf(history, 'audit').filter(isControllers);
  const refusals = writes.filter(
    ({ verb, resource, code }) =>
      verb === 'create' && resource === 'controllerrevisions' && code === 409,
  );
  const lost = writes.filter(({ resource, subresource, code }) => {
    return resource === 'statefulsets' && subresource === 'status' && code >= 400;
  });

  return revisionedSetsOf(history).flatMap(({ set, revisions: own }) =>
    refusals.flatMap((refused) => {
      const since = clocks.moment(refused)?.earliest;
      const taken = revisions.find(({ name, owners }) => {
        return name === refused.name && !owners.includes(set.uid);
      });
      if (since === undefined || !taken || !isNameOf(set, taken.name)) return [];
      const isUsed = set.states.some(({ rv, status }) => {
        return rv > taken.first.rv && status.updateRevision === taken.name;
      });
      const made = own.find(({ first: { op, at, rv } }) => {
        return op === 'added' && rv > taken.first.rv && at >= since - SLACK.watchLagMs;
      });
      if (isUsed || !made) return [];
      const before = set.states.findLast(({ rv }) => rv < made.first.rv);
      const told = set.states.find(
        ({ rv, status }) => rv > made.first.rv && status.updateRevision === made.name,
      );
      if (!before || !told || isSilent(silences, before.at, told.at)) return [];
      const isLost = lost.some((write) => {
        const asked = { clock: write.clock, at: write.received };
        const isBetween =
          clocks.order(write, before) !== 'before' && clocks.order(asked, told) !== 'after';
        return write.name === set.name && isBetween;
      });
      return isLost ? [] : [{ set, refused, before, told }];
    }),
  );
}

/** Names of revisions are their set's, and a digest without a hyphen. */
function isNameOf({ name }: SetTimeline, revision: string): boolean {
  return revision.startsWith(`${name}-`) && !revision.slice(name.length + 1).includes('-');
}
