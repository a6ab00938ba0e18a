import type { EntryOf, History } from '../../model/entry.ts';
import { answeredAt, endOf, entriesOf, stepsOf, subjectOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type SetTimeline, setTimelinesOf } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';
import { disturbancesOf, isStillInForce, lacksAt, patienceMs } from './convergence.ts';
import { stallsOf } from './stalls.ts';

/**
 * Every other promise is about what must not happen, and a controller that does nothing keeps them
 * all. This one is kept only by work that gets done.
 *
 * A set as a whole is judged at the end, when nobody has asked for anything for as long as its own
 * members took before, twice over: what is broken on purpose half way through is nobody's fault.
 * But of every set, and at any time, it can be told whether the next step was one to wait for.
 */
export const convergesInTheEnd: StatefulPromise = {
  id: 'SS-CTL-010',
  level: 'MUST',
  statement:
    'Once faults are over and there is room, a set MUST become what its spec says, in bounded ' +
    'time, and every step that nothing stands in the way of MUST be begun within two minutes',
  source: SOURCES.control,
  since: 'all',
  check: checkConvergence,
};

/** Users change their minds faster than controllers work. What they said last is what they want. */
export const lastWordWins: StatefulPromise = {
  id: 'SS-CTL-011',
  level: 'MUST',
  statement:
    'After edits in quick succession a set MUST become what the last of them says, and say that ' +
    'it has seen it',
  source: SOURCES.control,
  since: 'all',
  check: checkThrash,
};

function checkConvergence(history: History): Findings {
  const on = tally();
  judgeLooks(history, on);
  judgeEnd(history, on);
  judgeStalls(history, on);
  return on.findings();
}

/** Where the runner saw the set whole after somebody had asked for something. */
function judgeLooks(history: History, { trial, blind }: Tally): void {
  const gaps = gapsOf(history);
  const disturbances = disturbancesOf(history);
  const converged = stepsOf(history, 'converged');
  for (const [place, step] of converged.entries()) {
    const before = converged[place - 1]?.at ?? Number.NEGATIVE_INFINITY;
    const cause = disturbances.findLast(({ at }) => at <= step.at && at > before);
    if (!cause) continue;
    const gap = gaps.over({ on: ['pod', 'set'], from: cause, to: step });
    if (gap) blind(`whether ${step.name} became what it should be`, gap);
    else trial();
  }
}

function judgeEnd(history: History, { violation, blind }: Tally): void {
  const end = { clock: 'runner', at: endOf(history) };
  const last = disturbancesOf(history).at(-1);
  const set = setTimelinesOf(history).findLast(({ name }) => name === subjectOf(history)?.set);
  if (!set || set.gone || !last || isStillInForce(history)) return;
  const lacks = lacksAt(history, set.uid, end.at);
  const now = set.states.at(-1) ?? set.first;
  const waited = end.at - last.at;
  if (lacks === null || waited < patienceMs(history, now)) return;
  const gap = gapsOf(history).over({ on: ['pod', 'set'], from: last, to: end });
  const seconds = Math.round(waited / 1000);
  if (gap) blind(`whether ${set.name} became what it should be`, gap);
  else violation(`${seconds} s after the last trouble ${lacks}`, [last, now]);
}

/** What could hide a beginning, or what stood in its way. */
const STALL_WITNESSES = ['pod', 'set', 'claim', 'audit', 'event'] as const;

function judgeStalls(history: History, { violation, blind }: Tally): void {
  const clock = 'runner';
  for (const { set, owes, since, from, to } of stallsOf(history)) {
    const stretch = { from: { clock, at: from }, to: { clock, at: to } };
    const gap = gapsOf(history).over({ on: STALL_WITNESSES, ...stretch });
    const seconds = Math.round((to - from) / 1000);
    if (gap) blind(`whether anything was begun for ${set.name}`, gap);
    else violation(`for ${seconds} s ${owes}, with nothing in the way`, [since, set]);
  }
}

function checkThrash(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const disturbances = disturbancesOf(history);
  const end = endOf(history);
  for (const burst of burstsOf(history)) {
    const last = burst.at(-1);
    const set = last && setNow(history, last);
    if (!last || !set) continue;
    const next = disturbances.find(({ at }) => at > last.at);
    const until = next?.at ?? end;
    const states = set.states.filter(({ at }) => at > last.at && at <= until);
    const final = states.find(({ status, generation }) => status.observedGeneration >= generation);
    const settled = settledAt(history, set, last.at, until);
    const to = { clock: last.clock, at: settled ?? until };
    const gap = gaps.over({ on: ['pod', 'set', 'revision'], from: burst[0] ?? last, to });
    const now = states.at(-1) ?? set.first;
    if (gap) {
      blind(`what became of ${set.name} after ${burst.length} edits`, gap);
    } else if (settled !== null) {
      trial();
    } else if (until - last.at >= patienceMs(history, now)) {
      const lacks = lacksAt(history, set.uid, until);
      violation(`${burst.length} edits in a row, and at the end ${lacks}`, [last, now]);
    } else {
      doubt(`the history does not show what became of ${set.name}`, [last, final ?? now]);
    }
  }
  return findings();
}

/** The first moment of a stretch at which the set lacks nothing. */
function settledAt(history: History, { uid }: SetTimeline, from: number, to: number) {
  const moments = history.filter(
    (entry) =>
      (entry.kind === 'pod' || entry.kind === 'set' || entry.kind === 'step') &&
      entry.clock === 'runner' &&
      entry.at > from + SLACK.watchLagMs &&
      entry.at <= to,
  );
  return moments.find(({ at }) => lacksAt(history, uid, at) === null)?.at ?? null;
}

function setNow(history: History, { at, name }: EntryOf<'request'>): SetTimeline | undefined {
  return setTimelinesOf(history).findLast(
    (set) => set.name === name && set.first.at <= at && !(set.gone && set.gone.at < at),
  );
}

/** Three edits or more of one set, each before the last could have been carried out. */
function burstsOf(history: History): readonly EntryOf<'request'>[][] {
  const bursts: EntryOf<'request'>[][] = [];
  for (const edit of entriesOf(history, 'request').filter(isEdit)) {
    const burst = bursts.at(-1);
    const before = burst?.at(-1);
    const follows = before?.name === edit.name && edit.at - answeredAt(before) <= SLACK.thrashMs;
    if (burst && follows) burst.push(edit);
    else bursts.push([edit]);
  }
  return bursts.filter(({ length }) => length >= 3);
}

function isEdit({ verb, resource, code, dryRun }: EntryOf<'request'>): boolean {
  return (
    ['patch', 'update'].includes(verb) &&
    resource.startsWith('statefulsets') &&
    !dryRun &&
    code >= 200 &&
    code < 300
  );
}
