import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, incarnationsOf, type PodEntry } from '../../model/timeline.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { lookupsOf } from './lookups.ts';

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
  const lookups = lookupsOf(history);
  if (!lookups) return findings();
  const gaps = gapsOf(history);

  for (const member of incarnationsOf(history)) {
    const name = lookups.nameOf(member);
    for (const stretch of readyStretches(member)) {
      const told = lookups.told(stretch.since.ip, stretch.since);
      const counted = lookups.within(name, told, stretch.until);
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

export function readyStretches({ states }: Incarnation): readonly Stretch[] {
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

function leadsTo(answers: readonly string[], ip: string | null): boolean {
  return ip !== null && answers.length > 0 && answers.every((answer) => answer === ip);
}
