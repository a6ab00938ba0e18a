import { type Clocks, clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy, subjectOf } from '../../model/history.ts';
import { type Cut, cutsOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  type PodEntry,
  setTimelinesOf,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

type Lookup = EntryOf<'dns'>;

/**
 * Peers find each other by name alone. A name that still leads to the last incarnation's address
 * makes a healthy member look dead, or worse, makes another pod look like it.
 *
 * A lookup counts when it was asked after the member had been Ready for as long as the cluster's
 * DNS may take, and answered before it stopped being so. What caches say in between counts for
 * nothing, and neither does anything said while a node is cut off: the resolver may be on it.
 */
export const nameResolvesToMember: StatefulPromise = {
  id: 'SS-NET-001',
  level: 'MUST',
  statement:
    'With a headless Service, the stable name of a member that is Ready MUST resolve to the ' +
    'address of its current incarnation',
  source: SOURCES.networkId,
  since: 'all',
  check: checkName,
};

function checkName(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const subject = subjectOf(history);
  if (!subject) return findings();
  const clocks = clocksOf(history);
  const gaps = gapsOf(history);
  const settleMs = subject.dnsPropagationMs;
  const services = new Map(
    setTimelinesOf(history).map(({ uid, first }) => [uid, first.serviceName]),
  );
  const cuts = cutsOf(history);
  const calm = entriesOf(history, 'dns').filter(
    (lookup) => lookup.answered && !isDuringCut(cuts, lookup, clocks, settleMs),
  );
  const lookups = groupBy(calm, ({ name }) => name.replace(/\.$/, ''));

  for (const member of incarnationsOf(history)) {
    const service = services.get(member.setUid) ?? subject.service;
    const name = `${member.pod}.${service}.${subject.namespace}.svc.${subject.clusterDomain}`;
    for (const stretch of readyStretches(member)) {
      const counted = (lookups.get(name) ?? []).filter((lookup) =>
        isWithin(lookup, stretch, clocks, settleMs),
      );
      const [first] = counted;
      const last = counted.at(-1);
      if (!first || !last) continue;
      const gap = gaps.over({ on: ['pod'], from: stretch.since, to: last });
      if (gap) {
        blind(`what ${name} should have led to`, gap);
        continue;
      }
      trial();
      const { ip } = stretch.since;
      const wrong = counted.find(({ answers }) => !leadsTo(answers, ip));
      if (!wrong) continue;
      const answer = wrong.answers.join(', ') || 'nothing';
      violation(`${name} led to ${answer}, and ${member.pod} was at ${ip}`, [stretch.since, wrong]);
    }
  }
  return findings();
}

/** From where a member is Ready at one address to where it stops being so; null: to the end. */
interface Stretch {
  readonly since: PodEntry;
  readonly until: PodEntry | null;
}

function readyStretches({ states }: Incarnation): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let since: PodEntry | null = null;
  for (const state of states) {
    const isIn = state.ready && state.deleting === null && state.op !== 'deleted' && state.ip;
    if (since && (!isIn || state.ip !== since.ip)) {
      stretches.push({ since, until: state });
      since = null;
    }
    if (isIn) since ??= state;
  }
  return since ? [...stretches, { since, until: null }] : stretches;
}

function isWithin(
  { clock, asked, at }: Lookup,
  { since, until }: Stretch,
  clocks: Clocks,
  settleMs: number,
): boolean {
  const settled = { clock: since.clock, at: since.at + settleMs };
  if (clocks.order(settled, { clock, at: asked }) !== 'before') return false;
  // The resolver hears of the end at about the same time as our watch does, perhaps a bit sooner.
  const ending = until && { clock: until.clock, at: until.at - SLACK.watchLagMs };
  return !ending || clocks.order({ clock, at }, ending) === 'before';
}

function leadsTo(answers: readonly string[], ip: string | null): boolean {
  return ip !== null && answers.length > 0 && answers.every((answer) => answer === ip);
}

function isDuringCut(
  cuts: readonly Cut[],
  { clock, asked, at }: Lookup,
  clocks: Clocks,
  settleMs: number,
): boolean {
  return cuts.some(({ inForce, undone }) => {
    // A split begins to bite a little before it is proved, and caches outlive it.
    const from = { clock: inForce.clock, at: inForce.at - settleMs };
    const to = undone && { clock: undone.clock, at: undone.at + settleMs };
    const isBefore = clocks.order({ clock, at }, from) === 'before';
    const isAfter = to !== null && clocks.order({ clock, at: asked }, to) === 'after';
    return !isBefore && !isAfter;
  });
}
