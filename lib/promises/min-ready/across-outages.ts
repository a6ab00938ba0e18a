import type { EntryOf, History } from '../../model/entry.ts';
import { outagesOf, type Spell } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  isWanted,
  type PodEntry,
  type SetEntry,
  stateAt,
  statesDuring,
} from '../../model/timeline.ts';
import { isWell, moment, type Scene, scenesOf, wellSince } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Since when a member is Ready stands in the API. Who comes back and counts from its own start
 * makes members wait twice, and who forgot that somebody waits makes them wait for ever.
 */
export const waitOutlivesTheController: StatefulPromise = {
  id: 'SS-MRS-006',
  level: 'SHOULD',
  statement:
    'A restart of the controller amid the wait for minReadySeconds SHOULD neither begin the wait ' +
    'again nor forget it',
  source: SOURCES.minReady,
  since: '1.25',
  check: checkWaits,
};

/** A wait that had begun when the controller went, and was not over. */
interface Wait {
  readonly scene: Scene;
  readonly spell: Spell;
  readonly back: EntryOf<'fault'>;
  /** The status before which it was not over, and all that were Ready then. */
  readonly before: SetEntry;
  readonly ready: readonly PodEntry[];
  /** When the last of them is available by the API, and when that has to be said. */
  readonly due: number;
  readonly limit: number;
}

function checkWaits(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const wait of waitsOf(history)) {
    const { scene, spell, back, before, ready, limit } = wait;
    const { name } = scene.set;
    const told = scene.set.states.find(
      ({ at, status }) => at >= back.at && status.available >= ready.length,
    );
    const until = moment(Math.min(told?.at ?? limit, limit, scene.end));
    if (!isUndisturbed(wait, until.at)) continue;
    const gap = gaps.over({ on: ['pod', 'set'], from: spell.inForce, to: until });
    const evidence = [before, spell.inForce, back, told];
    if (gap) blind(`how long members of ${name} had to wait`, gap);
    else if (told && told.at <= limit) trial();
    else if (told || scene.end >= limit) {
      const late = `were not available ${Math.round((limit - back.at) / 1000)} s after`;
      violation(`members of ${name} ${late} the controller was back`, evidence);
    } else doubt(`the history ends before all of ${name} might be available`, evidence);
  }
  return findings();
}

function waitsOf(history: History): readonly Wait[] {
  return outagesOf(history, 'controller-manager').flatMap((spell) => {
    const { inForce, undone: back } = spell;
    if (!back || back === inForce) return [];
    return scenesOf(history).flatMap((scene) => {
      const before = stateAt(scene.set.states, inForce.at);
      if (!before || before.minReadySeconds === 0) return [];
      const ready = scene.members
        .filter(({ ordinal }) => isWanted(before, ordinal))
        .flatMap(({ states }) => wellSince(states.filter(({ at }) => at <= inForce.at)) ?? []);
      const waitMs = before.minReadySeconds * 1000;
      const due = Math.max(...ready.map(({ at }) => at)) + waitMs;
      if (ready.length === 0 || before.status.available >= ready.length) return [];
      const limit = Math.max(due, back.at + SLACK.failoverMs) + SLACK.lateNewsMs;
      // Where a wait that began anew would be over by then, nothing tells the two apart.
      const isTold = due <= back.at || back.at + waitMs > limit;
      return isTold ? [{ scene, spell, back, before, ready, due, limit }] : [];
    });
  });
}

/** Nobody changes what is asked for, and all who waited are Ready all the while. */
function isUndisturbed({ scene, before, ready, spell }: Wait, until: number): boolean {
  const specs = statesDuring(scene.set.states, spell.inForce.at, until);
  const isSame = specs.every(
    ({ generation, deleting, op }) =>
      generation === before.generation && deleting === null && op !== 'deleted',
  );
  const isReady = ready.every(({ uid }) => {
    const states = scene.members.find((member) => member.uid === uid)?.states ?? [];
    return statesDuring(states, spell.inForce.at, until).every(isWell);
  });
  return isSame && isReady;
}
