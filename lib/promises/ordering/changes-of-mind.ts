import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, type SetEntry, stateAt } from '../../model/timeline.ts';
import { restsOf } from '../rests.ts';
import { isWell, type Scene, scenesOf, specsAround } from '../scenes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Autoscalers and people change their minds while the set still works on what they wanted before.
 * What counts is the last word, and nobody is ever made whom neither word asked for.
 */
export const changesOfMind: StatefulPromise = {
  id: 'SS-ORD-010',
  level: 'MUST',
  statement:
    'Replicas that change in the middle of an operation MUST lead to what was asked for last, ' +
    'without any ordinal that neither the old nor the new range asks for',
  source: SOURCES.scaling,
  since: '1.9',
  check: checkChangesOfMind,
};

function checkChangesOfMind(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const rests = restsOf(history);
  for (const scene of scenesOf(history)) {
    for (const spec of changedMidway(scene)) {
      const rest = rests.find(({ set, to }) => set.uid === spec.uid && to.at > spec.at);
      if (!rest) continue;
      const gap = gaps.over({ on: ['pod', 'set'], from: spec, to: rest.to });
      if (gap) {
        blind(`what became of the change to ${spec.replicas} replicas`, gap);
        continue;
      }
      trial();
      for (const { born, ordinal, pod } of scene.members) {
        if (!born || born.at < spec.at || born.at > rest.to.at) continue;
        if (specsAround(scene, born.at).some((around) => isWanted(around, ordinal))) continue;
        const says = `${pod} was created, which neither the old nor the new range asks for`;
        violation(says, [spec, born]);
      }
      const living = rest.pods.filter(({ deleting }) => deleting === null).length;
      if (living !== rest.set.replicas) {
        const says = `the set was asked for ${rest.set.replicas} members and rested with ${living}`;
        violation(says, [spec, rest.witness]);
      }
    }
  }
  return findings();
}

/** Specs that came while the set was not yet what the one before them asked for. */
function changedMidway({ set, members }: Scene): readonly SetEntry[] {
  return set.states.flatMap((spec, place) => {
    const before = set.states[place - 1];
    if (!before || spec.op === 'deleted' || spec.deleting) return [];
    if (before.replicas === spec.replicas && before.start === spec.start) return [];
    const present = members.filter(
      ({ first, gone }) => first.at <= spec.at && !(gone && gone.at <= spec.at),
    );
    const isComplete =
      present.length === before.replicas &&
      present.every(({ ordinal }) => isWanted(before, ordinal)) &&
      present.every(({ states }) => {
        const state = stateAt(states, spec.at);
        return state !== null && isWell(state);
      });
    return isComplete ? [] : [spec];
  });
}
