import type { History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { outagesOf, type Spell } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, type SetTimeline, setTimelinesOf, stateAt } from '../../model/timeline.ts';
import { claimNames, claimsOf } from '../../model/timeline-claims.ts';
import { orderedStart } from '../ordering/ordered-start.ts';
import { reverseStop } from '../ordering/reverse-stop.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';
import { updatePartitionRespected } from '../update-partition/update-partition-respected.ts';
import { type Disturbance, disturbancesOf, lacksAt, patienceMs } from './convergence.ts';
import { lookedAroundAt } from './looked-around.ts';

/** A controller that starts with an empty memory must not take its own ignorance for a loss. */
export const failoverChangesNothing: StatefulPromise = {
  id: 'SS-CTL-001',
  level: 'MUST',
  statement: 'A restart of the controller MUST NOT change a set that is what it should be',
  source: SOURCES.control,
  since: 'all',
  check(history) {
    const on = tally();
    for (const { spell, set } of failoversOf(history)) {
      if (isSettled(history, set, spell)) judgeUnchanged(history, spell, set, on);
    }
    return on.findings();
  },
};

/**
 * What the controller was in the middle of stands in the API and nowhere else: whoever takes over
 * goes on from there, and in the same order.
 */
export const failoverResumes: StatefulPromise = {
  id: 'SS-CTL-002',
  level: 'MUST',
  statement:
    'Work that a restart of the controller interrupts MUST be resumed and finished, with every ' +
    'order kept across the restart',
  source: SOURCES.control,
  since: 'all',
  check(history) {
    const on = tally();
    for (const { spell, set } of failoversOf(history)) {
      if (!isSettled(history, set, spell)) judgeResumed(history, spell, set, on);
    }
    return on.findings();
  },
};

/** Each outage of the controller with each set that was there when it began. */
export function failoversOf(history: History): readonly { spell: Spell; set: SetTimeline }[] {
  return outagesOf(history, 'controller-manager').flatMap((spell) =>
    setTimelinesOf(history).flatMap((set) => {
      const { at } = spell.inForce;
      const isThere = set.first.at <= at && !(set.gone && set.gone.at <= at);
      return isThere ? [{ spell, set }] : [];
    }),
  );
}

/** A set that lacks nothing, and of which nobody asks anything for the length of the outage. */
function isSettled(history: History, set: SetTimeline, spell: Spell): boolean {
  const { from, to } = stretchOf(history, set, spell);
  const isAsked = disturbancesTo(history, set).some(
    (entry) => entry.kind === 'request' && entry.at >= from && entry.at < to,
  );
  return !isAsked && lacksAt(history, set.uid, from) === null;
}

/** What is asked of another set is no matter of this one. */
function disturbancesTo(history: History, { name }: SetTimeline): readonly Disturbance[] {
  return disturbancesOf(history).filter(
    (entry) =>
      !(entry.kind === 'request' && entry.resource === 'statefulsets' && entry.name !== name),
  );
}

/** From the outage to the next thing that anybody asked for, after its end. */
function stretchOf(history: History, set: SetTimeline, { fault, inForce, undone }: Spell) {
  const back = undone ?? null;
  const next = disturbancesTo(history, set).find(
    (entry) =>
      entry.at > (back?.at ?? inForce.at) && !(entry.kind === 'fault' && entry.fault === fault),
  );
  return { from: inForce.at, back, to: next?.at ?? endOf(history) };
}

function judgeUnchanged(
  history: History,
  spell: Spell,
  set: SetTimeline,
  { trial, violation, doubt, blind }: Tally,
): void {
  const { from, back, to } = stretchOf(history, set, spell);
  const members = incarnationsOf(history).filter(({ setUid }) => setUid === set.uid);
  const claims = claimsOf(history);
  const gap = gapsOf(history).over({
    ...{ on: ['pod', 'claim', 'set'], from: spell.inForce },
    to: { clock: spell.inForce.clock, at: to },
  });
  const changed = members.find(({ first, deleting, gone, states }) => {
    const [fresh, asked, removed] = [first, deleting, gone].map(
      (state) => state !== null && state.at > from && state.at < to,
    );
    const labels = (at: number) => JSON.stringify(stateAt(states, at)?.labels ?? null);
    const isThere = stateAt(states, from) !== null && !removed;
    return fresh || asked || removed || (isThere && labels(from) !== labels(to));
  });
  const spec = stateAt(set.states, from) ?? set.first;
  const claim = members
    .flatMap(({ ordinal }) => claimNames(spec, ordinal))
    .find((name) => claims.at(name, from)?.uid !== claims.at(name, to)?.uid);
  if (gap) {
    blind(`whether ${set.name} was left alone`, gap);
  } else if (changed) {
    const says = `${changed.pod} was changed by a restart of the controller`;
    violation(says, [spell.inForce, changed.last]);
  } else if (claim) {
    const { before, after } = claims.handover(claim, from, to);
    violation(`claim ${claim} was changed by a restart of the controller`, [before, after]);
  } else if (back && to >= lookedAroundAt(history, set, spell)) {
    trial();
  } else {
    doubt(`nothing shows the controller back at work on ${set.name}`, [spell.inForce, back]);
  }
}

function judgeResumed(
  history: History,
  spell: Spell,
  set: SetTimeline,
  { trial, violation, doubt, blind }: Tally,
): void {
  const { from, back, to } = stretchOf(history, set, spell);
  const broken = [orderedStart, reverseStop, updatePartitionRespected].flatMap((promise) =>
    promise
      .check(history)
      .violations.filter(({ evidence }) =>
        evidence.some(({ clock, at }) => clock === spell.inForce.clock && at >= from && at <= to),
      ),
  );
  const [first] = broken;
  const moments = history.filter(
    ({ clock, at }) => clock === spell.inForce.clock && at >= (back?.at ?? from) && at <= to,
  );
  const finished = moments.find(
    (entry) =>
      (entry.kind === 'set' || entry.kind === 'pod' || entry.kind === 'step') &&
      lacksAt(history, set.uid, entry.at) === null,
  );
  const until = { clock: spell.inForce.clock, at: finished?.at ?? to };
  const gap = gapsOf(history).over({ on: ['pod', 'set'], from: spell.inForce, to: until });
  const now = stateAt(set.states, to) ?? set.first;
  if (gap) blind(`whether ${set.name} was finished in order`, gap);
  else if (first) violation(`across a restart of the controller: ${first.says}`, first.evidence);
  else if (finished) trial();
  else if (back && to - back.at >= patienceMs(history, now)) {
    const lacks = lacksAt(history, set.uid, to);
    violation(`what the controller was at was never finished: ${lacks}`, [spell.inForce, now]);
  } else doubt(`the history ends before ${set.name} was finished`, [spell.inForce, now]);
}
