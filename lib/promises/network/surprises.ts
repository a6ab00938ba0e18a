import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type PodEntry, successionsOf } from '../../model/timeline.ts';
import { scenesOf } from '../scenes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { lookupsOf } from './lookups.ts';
import { readyStretches } from './name-resolves-to-member.ts';

/** What was asked too early stays unanswered for a while: no loss, but a delay. */
export const absenceIsCached: StatefulPromise = {
  id: 'SS-NET-011',
  level: 'INFORMATIONAL',
  statement:
    'A name that was asked for before its pod was there MAY stay unknown for as long as DNS ' +
    'keeps the absence, and no longer',
  source: SOURCES.networkId,
  since: 'CoreDNS default cache',
  check: checkAbsence,
};

/** Whoever wrote down an address wrote down the past. */
export const addressesChange: StatefulPromise = {
  id: 'SS-NET-013',
  level: 'INFORMATIONAL',
  statement: 'The address of a member MAY change when it is replaced',
  source: SOURCES.networkId,
  since: 'all',
  check: checkAddresses,
};

function checkAbsence(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const lookups = lookupsOf(history);
  if (!lookups) return findings();
  const gaps = gapsOf(history);
  for (const { members } of scenesOf(history)) {
    for (const member of members) {
      const name = lookups.nameOf(member);
      const [stretch] = readyStretches(member);
      const [first] = lookups.all(name);
      if (!stretch || !first || first.answers.length > 0) continue;
      const told = lookups.told(stretch.since.ip, stretch.since);
      const asked = lookups.within(name, told, stretch.until);
      const last = asked.at(-1);
      const isFirst = members.every(
        ({ ordinal, first: other }) => ordinal !== member.ordinal || other.rv >= member.first.rv,
      );
      if (!last || !isFirst) continue;
      const gap = gaps.over({ on: ['pod'], from: stretch.since, to: last });
      if (gap) {
        blind(`when ${name} became known`, gap);
        continue;
      }
      trial();
      const absent = asked.find(({ answers }) => answers.length === 0);
      if (absent) violation(`${name} stayed unknown for too long`, [first, stretch.since, absent]);
    }
  }
  return findings();
}

function checkAddresses(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const kept: PodEntry[] = [];
  let changed = 0;
  for (const [old, next] of successionsOf(history)) {
    const [was, is] = [old, next].map(({ states }) => states.findLast(({ ip }) => ip !== null));
    if (!was || !is) continue;
    const gap = gaps.over({ on: ['pod'], from: old.last, to: next.first });
    if (gap) blind(`where ${old.pod} and its replacement were`, gap);
    else if (was.ip === is.ip) kept.push(was, is);
    else changed += 1;
  }
  for (let count = 0; count < changed; count += 1) trial();
  if (changed === 0 && kept.length > 0) {
    trial();
    violation('every replacement had the address of its predecessor', kept);
  }
  return findings();
}
