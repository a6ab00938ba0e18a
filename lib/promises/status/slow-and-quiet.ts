import type { Entry, EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, setTimelinesOf } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { promotionsOf } from '../updates/promotions.ts';
import { NOTE } from './probes.ts';

/**
 * What a status does besides being right: it says what it cannot do, it keeps what others wrote or
 * loses it, and it falls silent when there is nothing to say.
 */
export const slowAndQuiet: readonly StatefulPromise[] = [
  {
    id: 'SS-STA-006',
    level: 'INFORMATIONAL',
    statement:
      'The controller MAY set no condition of its own and drop those of others with its next ' +
      'status',
    source: SOURCES.api,
    since: 'up to 1.36',
    check: checkConditions,
  },
  {
    id: 'SS-STA-007',
    level: 'SHOULD',
    statement: 'The status SHOULD be kept up to date even while no pod can be created',
    source: SOURCES.api,
    since: '≈1.25; issue 108837',
    check: checkFailing,
  },
  {
    id: 'SS-STA-008',
    level: 'SHOULD',
    statement:
      'What is created or deleted, and what fails to be, SHOULD be told by Events on the set',
    source: SOURCES.statefulSet,
    since: 'all',
    check: checkEvents,
  },
  {
    id: 'SS-STA-010',
    level: 'INFORMATIONAL',
    statement:
      'With minReadySeconds a rollout MAY be called complete when all members are Ready and not ' +
      'yet available',
    source: SOURCES.api,
    since: 'all; issue 136831',
    check: checkEarlyPromotion,
  },
  {
    id: 'SS-STA-013',
    level: 'SHOULD',
    statement: 'A set that has converged SHOULD cause no writes: nothing of it changes its version',
    source: SOURCES.api,
    since: 'all',
    check: checkQuiet,
  },
];

function checkConditions(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const set of setTimelinesOf(history)) {
    for (const [place, state] of set.states.entries()) {
      const before = set.states[place - 1];
      if (!before?.status.conditions.includes(NOTE)) continue;
      const counts = ({ status }: EntryOf<'set'>) => JSON.stringify({ ...status, conditions: [] });
      if (counts(before) === counts(state)) continue;
      const gap = gaps.over({ on: ['set'], from: before, to: state });
      if (gap) blind(`the conditions of ${set.name}`, gap);
      else if (state.status.conditions.length === 0) trial();
      else {
        const kept = state.status.conditions.join(', ');
        violation(`${set.name} has the conditions ${kept} after a new status`, [before, state]);
      }
    }
  }
  return findings();
}

function checkFailing(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const failures = eventsAbout(history, 'FailedCreate');
  const created = entriesOf(history, 'pod').filter(({ op }) => op === 'added');
  for (const set of setTimelinesOf(history)) {
    const own = failures.filter(({ about }) => about.name === set.name);
    for (const state of set.states) {
      const isFailing = own.some(({ at }) => at <= state.at);
      const born = created.find(({ owner, at }) => owner?.uid === set.uid && at > state.at);
      const isNew = set.states.every(
        (one) => one.rv >= state.rv || one.generation < state.generation,
      );
      if (!isFailing || !isNew || state.status.observedGeneration >= state.generation) continue;
      const until = born?.at ?? endOf(history);
      const to = { clock: state.clock, at: until };
      const gap = gaps.over({ on: ['set', 'pod'], from: state, to });
      if (gap) {
        blind(`the status of ${set.name} while nothing could be created`, gap);
        continue;
      }
      const seen = set.states.some(
        ({ at, status }) => at < until && status.observedGeneration >= state.generation,
      );
      if (seen) trial();
      else if (until - state.at > SLACK.rolloutMs) {
        const says = `${set.name} was not looked at while nothing could be created`;
        violation(says, [state, ...own.slice(0, 1)]);
      }
    }
  }
  return findings();
}

/** More Events about one object than this are held back by who sends them. */
const EVENTS_TOLD = 15;

function checkEvents(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const told = eventsAbout(history, 'SuccessfulCreate');
  if (told.length === 0) return findings();
  const end = endOf(history);
  for (const set of setTimelinesOf(history)) {
    if (set.first.op !== 'added') continue;
    const births = entriesOf(history, 'pod').filter(
      ({ op, owner }) => op === 'added' && owner?.uid === set.uid,
    );
    for (const pod of births.slice(0, EVENTS_TOLD)) {
      const until = pod.at + SLACK.restingMs;
      const to = { clock: pod.clock, at: Math.min(until, end) };
      const gap = gaps.over({ on: ['event', 'pod'], from: pod, to });
      if (gap) {
        blind(`what was told about ${pod.name}`, gap);
        continue;
      }
      const isTold = told.some(
        ({ about, message }) => about.name === set.name && message.includes(pod.name),
      );
      if (isTold) trial();
      else if (end > until) violation(`no Event tells of the creation of ${pod.name}`, [pod]);
    }
  }
  return findings();
}

function eventsAbout(history: History, reason: string): readonly EntryOf<'event'>[] {
  return entriesOf(history, 'event').filter(
    (event) => event.about.kind === 'StatefulSet' && event.reason === reason,
  );
}

function checkEarlyPromotion(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { set, before, state } of promotionsOf(history)) {
    if (state.minReadySeconds === 0) continue;
    const gap = gaps.over({ on: ['set'], from: before, to: state });
    const { available, replicas } = state.status;
    // Ready since a whole second, a member may be available in the moment in which it is Ready.
    const isTooShort = state.minReadySeconds * 1000 <= SLACK.wholeSecondMs;
    if (gap) blind(`the completion of a rollout of ${set.name}`, gap);
    else if (available < replicas) trial();
    else if (!isTooShort) {
      violation(`${set.name} waited until all ${replicas} were available`, [before, state]);
    }
  }
  return findings();
}

/** From the first calm second after convergence to the next thing that somebody did. */
const CALM_MS = 5_000;
const QUIET_MS = 10_000;

function checkQuiet(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const rest of entriesOf(history, 'step').filter(({ step }) => step === 'converged')) {
    const { clock } = rest;
    const from = rest.at + CALM_MS;
    const set = setTimelinesOf(history).find(({ name }) => name === rest.name);
    const generation = set?.states.findLast(({ at }) => at <= rest.at)?.generation ?? 0;
    const next = history.find(
      (entry) =>
        entry.clock === clock &&
        entry.at > rest.at &&
        (isDeed(entry) || (entry.kind === 'set' && entry.generation > generation)),
    );
    const until = next?.at ?? endOf(history);
    if (until - from < QUIET_MS) continue;
    const on = ['pod', 'set', 'claim', 'revision'] as const;
    const gap = gaps.over({ on, from: { clock, at: from }, to: { clock, at: until } });
    if (gap) {
      blind(`the quiet of ${rest.name}`, gap);
      continue;
    }
    trial();
    const stirred = history.find(
      (entry) => entry.at > from && entry.at < until && isOfSet(history, entry, rest.name),
    );
    if (!stirred) continue;
    const name = 'name' in stirred ? stirred.name : '';
    violation(`a ${stirred.kind} of ${rest.name}, ${name}, was written at rest`, [rest, stirred]);
  }
  return findings();
}

/** What somebody did: a request, a fault, and all that comes or goes for whatever reason. */
function isDeed(entry: Entry): boolean {
  if (entry.kind === 'step') return entry.step === 'verb' && !WATCHING.includes(entry.name);
  const comesOrGoes = 'op' in entry && (entry.op === 'added' || entry.op === 'deleted');
  const isGoing = 'deleting' in entry && entry.deleting !== null;
  return entry.kind === 'request' || entry.kind === 'fault' || comesOrGoes || isGoing;
}

const WATCHING: readonly string[] = ['watch', 'writes', 'resolvable'];

function isOfSet(history: History, entry: Entry, set: string): boolean {
  if (entry.clock !== 'runner') return false;
  if (entry.kind === 'set') return entry.name === set;
  if (entry.kind === 'pod' || entry.kind === 'revision') return entry.owner?.name === set;
  if (entry.kind !== 'claim') return false;
  const own = setTimelinesOf(history).find(({ name }) => name === set);
  return own
    ? own.first.claimTemplates.some((one) => isClaimOf(own.first, one, entry.name))
    : false;
}

function isClaimOf(set: EntryOf<'set'>, template: string, name: string): boolean {
  const ordinal = Number(name.slice(`${template}-${set.name}-`.length));
  return name.startsWith(`${template}-${set.name}-`) && isWanted(set, ordinal);
}
