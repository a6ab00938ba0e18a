import type { History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type PodEntry,
  type SetEntry,
  setTimelinesOf,
  statesDuring,
} from '../../model/timeline.ts';
import { restsOf } from '../rests.ts';
import { revisionsOf } from '../revisions/revision-timelines.ts';
import { isSilent, silencesOf } from '../silences.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { miscountBy } from './miscounted.ts';

/**
 * Autoscalers, pipelines and people go by the status alone. What it says may come late, but it must
 * not be wrong.
 */
export const honestCounts: readonly StatefulPromise[] = [
  {
    id: 'SS-STA-001',
    level: 'MUST',
    statement:
      'observedGeneration MUST never shrink, never be ahead of the generation, and reach it ' +
      'after each change of the spec',
    source: SOURCES.api,
    since: '1.7+',
    check: checkGenerations,
  },
  {
    id: 'SS-STA-002',
    level: 'MUST',
    statement:
      'Available members MUST NOT exceed ready ones, nor ready, current or updated ones the ' +
      'replicas, none of them is below zero, and a status that is written anew counts those, and ' +
      'no others, who are there, ready or updated',
    source: SOURCES.api,
    since: '1.9; available since 1.22',
    check: checkBounds,
  },
  {
    id: 'SS-STA-003',
    level: 'MUST',
    statement:
      'At rest replicas, ready and available ones MUST all be what the spec asks for and as many ' +
      'as there are members, and current and updated ones as many as are at those revisions',
    source: SOURCES.api,
    since: '1.9',
    check: checkRests,
  },
  {
    id: 'SS-STA-009',
    level: 'MUST',
    statement:
      'While members exist, the current and the update revision of the status MUST name ' +
      'revisions that exist',
    source: SOURCES.api,
    since: '1.7+',
    check: checkNames,
  },
];

function checkGenerations(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const set of setTimelinesOf(history)) {
    for (const [place, state] of set.states.entries()) {
      const before = set.states[place - 1];
      const seen = state.status.observedGeneration;
      if (seen > state.generation) {
        const says = `${set.name} says that generation ${seen} was seen`;
        violation(`${says}, and there are only ${state.generation}`, [state]);
      }
      if (before && seen < before.status.observedGeneration) {
        const says = `${set.name} had seen generation ${before.status.observedGeneration}`;
        violation(`${says} and then only ${seen}`, [before, state]);
      }
      if (before && before.generation === state.generation) continue;
      const answer = set.states.slice(place).find((one) => {
        return one.status.observedGeneration >= state.generation;
      });
      const until = { clock: state.clock, at: answer?.at ?? endOf(history) };
      const gap = gaps.over({ on: ['set'], from: state, to: until });
      if (gap) blind(`when generation ${state.generation} of ${set.name} was seen`, gap);
      else if (answer) trial();
      else if (isOverdue(history, state.at, until.at) && !set.gone) {
        violation(`generation ${state.generation} of ${set.name} was never seen`, [state]);
      }
    }
  }
  return findings();
}

/** Long after a change, and without a fault that would explain it. */
function isOverdue(history: History, from: number, to: number): boolean {
  return to - from > SLACK.rolloutMs && entriesOf(history, 'fault').length === 0;
}

function checkBounds(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const miscount = miscountBy(history);
  const silences = silencesOf(history);
  for (const set of setTimelinesOf(history)) {
    for (const [place, state] of set.states.entries()) {
      const { replicas, ready, available, current, updated } = state.status;
      const counts = [available, ready, replicas, current, updated];
      const isInOrder = available <= ready && ready <= replicas;
      const isWithin = current <= replicas && updated <= replicas;
      if (!isInOrder || !isWithin || counts.some((count) => count < 0)) {
        const first = `${set.name} counts ${available} available, ${ready} ready`;
        const says = `${first}, ${current} current`;
        violation(`${says} and ${updated} updated of ${replicas}`, [state]);
        continue;
      }
      // Whoever was away may yet write what was so before, and that was looked at when it was so.
      const miscounted = isSilent(silences, state.at, state.at)
        ? null
        : miscount(set.states, place);
      const since = miscounted ? state.at - SLACK.staleSpecMs : state.at;
      const stretch = { from: { clock: state.clock, at: since }, to: state };
      const gap = gaps.over({ on: miscounted ? ['set', 'pod'] : ['set'], ...stretch });
      if (gap) blind(`the counts of ${set.name}`, gap);
      else if (miscounted) violation(miscounted.says, miscounted.evidence);
      else trial();
    }
  }
  return findings();
}

function checkRests(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const sets = setTimelinesOf(history);
  for (const { set, pods, from, to, witness } of restsOf(history)) {
    const gap = gaps.over({ on: ['pod', 'set'], from, to });
    if (gap) {
      blind(`what ${set.name} was made of`, gap);
      continue;
    }
    trial();
    const { replicas, ready, available } = set.status;
    const well = pods.filter((pod) => pod.ready && pod.deleting === null).length;
    const waited = witness.kind === 'step' || set.minReadySeconds * 1000 < SLACK.restingMs;
    const counts = [replicas, ready, ...(waited ? [available] : [])];
    if (counts.some((count) => count !== set.replicas)) {
      const says = `${set.name} was at rest with ${available} available and ${ready} ready`;
      violation(`${says} of ${replicas}, and asks for ${set.replicas}`, [witness, set]);
    }
    if (well !== replicas) {
      violation(`${set.name} counts ${replicas} members and has ${well}`, [witness, set, ...pods]);
      continue;
    }
    const says = wrongRevisions(set, pods);
    const states = sets.find(({ uid }) => uid === set.uid)?.states ?? [];
    const soon = statesDuring(states, from.at, from.at + SLACK.statusLagMs);
    if (!says || soon.some((state) => !wrongRevisions(state, pods))) continue;
    violation(says, [witness, set, ...pods]);
  }
  return findings();
}

/** What a status says of members at its two revisions that is not so; nothing of an unseen spec. */
function wrongRevisions({ name, generation, status }: SetEntry, pods: readonly PodEntry[]) {
  const { current, currentRevision, updated, updateRevision, observedGeneration } = status;
  if (observedGeneration < generation) return null;
  const at = (revision: string | null) => pods.filter((pod) => pod.revision === revision).length;
  const wrong = [
    { counted: current, there: at(currentRevision), as: 'current' },
    { counted: updated, there: at(updateRevision), as: 'updated' },
  ].find(({ counted, there }) => counted !== there);
  return wrong
    ? `${name} counts ${wrong.counted} ${wrong.as} members and has ${wrong.there}`
    : null;
}

function checkNames(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const revisions = revisionsOf(history);
  if (revisions.length === 0) return findings();
  const asked = entriesOf(history, 'request').flatMap(({ verb, resource, name }) =>
    verb === 'delete' && resource === 'controllerrevisions' ? [name] : [],
  );
  for (const set of setTimelinesOf(history)) {
    for (const state of set.states) {
      const { replicas, currentRevision, updateRevision } = state.status;
      if (replicas === 0 || state.deleting || state.op === 'deleted') continue;
      const [from, to] = [state.at - SLACK.watchLagMs, state.at + SLACK.watchLagMs];
      const { clock } = state;
      const stretch = { from: { clock, at: from }, to: { clock, at: to } };
      const gap = gaps.over({ on: ['set', 'revision'], ...stretch });
      if (gap) {
        blind(`the revisions that ${set.name} names`, gap);
        continue;
      }
      trial();
      for (const name of [currentRevision, updateRevision]) {
        if (name === null || asked.includes(name)) continue;
        const known = revisions.filter((one) => one.name === name);
        const isThere = known.some(
          ({ states, first }) =>
            statesDuring(states, from, to).some(({ op }) => op !== 'deleted') ||
            (first.at > to && first.at <= state.at + SLACK.lateNewsMs),
        );
        if (!isThere) violation(`${set.name} names ${name}, which is no revision`, [state]);
      }
    }
  }
  return findings();
}
