import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  type PodEntry,
  type SetEntry,
  statesDuring,
} from '../../model/timeline.ts';
import { moment, type Scene, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { readyForIn } from '../written-times.ts';

/** A process that is up for a second has proved nothing yet. */
export const availableAfterWait: StatefulPromise = {
  id: 'SS-MRS-001',
  level: 'MUST',
  statement:
    'A member MUST count as available only when it has been Ready without a break for ' +
    'minReadySeconds',
  source: SOURCES.minReady,
  since: '1.22 alpha, 1.23 beta, 1.25 GA; gate StatefulSetMinReadySeconds (removed)',
  check: (history) => checkCounts(history, () => true),
};

/** A member that comes and goes is no more to be relied on for having been there before. */
export const flapStartsAgain: StatefulPromise = {
  id: 'SS-MRS-004',
  level: 'MUST',
  statement: 'A member that stops being Ready MUST wait for all of minReadySeconds again',
  source: SOURCES.minReady,
  since: '1.25',
  check: (history) => checkCounts(history, ({ hadBefore }) => hadBefore),
};

/** Without a wait there is no difference, and monitors may read either number. */
export const availableIsReady: StatefulPromise = {
  id: 'SS-MRS-007',
  level: 'INFORMATIONAL',
  statement: 'Without minReadySeconds the available members MAY be taken for the Ready ones',
  source: SOURCES.minReady,
  since: '1.25',
  check: checkAvailableIsReady,
};

/** What was known of a member's readiness when a status was written. */
interface Standing {
  readonly since: PodEntry;
  /** Whether it had been Ready before, and then was not. */
  readonly hadBefore: boolean;
  /** Whether it was still Ready by the last that had arrived. */
  readonly isNow: boolean;
}

function checkCounts(history: History, counts: (standing: Standing) => boolean): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const readyFor = readyForIn(history);
  for (const scene of scenesOf(history)) {
    for (const state of scene.set.states) {
      if (state.minReadySeconds === 0 || state.op === 'deleted') continue;
      if (!isSettled(scene, state)) continue;
      const waitMs = state.minReadySeconds * 1000;
      const isSure = ({ since }: Standing) => isEarly(since, readyFor(since, state), waitMs);
      const standings = scene.members.map((member) => standingsAround(member, state.at));
      const early = standings.flatMap((own) => own.filter((one) => one.isNow && isSure(one)));
      if (!early.some(counts)) continue;
      const eligible = standings.filter(
        (own) => !own.every(isSure) && !own.some((one) => early.includes(one)),
      ).length;
      const from = moment(Math.min(...early.map(({ since }) => since.at)));
      const gap = gaps.over({ on: ['pod', 'set'], from, to: state });
      if (gap) {
        blind(`who was available when ${state.name} said so`, gap);
        continue;
      }
      trial();
      if (state.status.available <= eligible) continue;
      const says =
        `${state.name} called ${state.status.available} members available when ${eligible} had ` +
        `been Ready for ${state.minReadySeconds} s`;
      violation(says, [...early.map(({ since }) => since), state]);
    }
  }
  return findings();
}

/** A status that was written by an older spec describes that one. */
function isSettled({ set }: Scene, { at, minReadySeconds, generation, status }: SetEntry): boolean {
  const before = set.states.findLast(
    (state) => state.at < at && state.minReadySeconds !== minReadySeconds,
  );
  const changed = before && set.states.find((state) => state.at > before.at);
  const isNew = changed && at - changed.at < SLACK.statusLagMs;
  return status.observedGeneration >= generation && !isNew;
}

/**
 * Since when a member had been Ready, by all that its controller may have gone by: it counts those
 * that are on their way out as long as they are Ready, and its copy trails the API.
 */
function standingsAround({ states }: Incarnation, at: number): readonly Standing[] {
  const last = states.findLast((state) => state.at <= at);
  return statesDuring(states, at - SLACK.controllerLagMs, at)
    .filter(mayCount)
    .map((state) => {
      const known = states.slice(0, states.indexOf(state) + 1);
      const unwell = known.findLastIndex((one) => !mayCount(one));
      const since = known[unwell + 1] ?? state;
      const hadBefore = known.slice(0, Math.max(0, unwell)).some(mayCount);
      return { since, hadBefore, isNow: state === last };
    });
}

function mayCount({ ready, phase, op }: PodEntry): boolean {
  return ready && phase === 'Running' && op !== 'deleted';
}

/** Certainly too early: transitions are dated by whole seconds, and watches deliver late. */
function isEarly(since: PodEntry, passedMs: number, waitMs: number): boolean {
  if (since.op === 'found') return false;
  return passedMs < waitMs - SLACK.wholeSecondMs - SLACK.watchLagMs;
}

function checkAvailableIsReady(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { set } of scenesOf(history)) {
    const states = set.states.filter(
      ({ minReadySeconds, generation, status }) =>
        minReadySeconds === 0 && status.observedGeneration >= generation && status.ready > 0,
    );
    const [first] = states;
    const last = states.at(-1);
    if (!first || !last || set.states.some(({ minReadySeconds }) => minReadySeconds > 0)) continue;
    const gap = gaps.over({ on: ['set'], from: first, to: last });
    if (gap) {
      blind(`what ${set.name} called available`, gap);
      continue;
    }
    trial();
    const odd = states.find(({ status }) => status.available !== status.ready);
    if (!odd) continue;
    const { available, ready } = odd.status;
    violation(`${set.name} had ${ready} Ready and ${available} available members`, [odd]);
  }
  return findings();
}
