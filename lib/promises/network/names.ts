import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, incarnationsOf, successionsOf } from '../../model/timeline.ts';
import { moment, stretchesOf } from '../scenes.ts';
import { isSilent, silencesOf } from '../silences.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type Lookups, lookupsOf } from './lookups.ts';
import { readyStretches } from './name-resolves-to-member.ts';
import { servicesOf } from './services.ts';

/** Addresses change, and the name has to follow them. */
export const namesFollow: StatefulPromise = {
  id: 'SS-NET-003',
  level: 'SHOULD',
  statement:
    'After a change of address every stable name SHOULD lead to the new one within the time that ' +
    "the cluster's DNS is configured to take",
  source: SOURCES.networkId,
  since: 'all',
  check: checkFollow,
};

/** Members that wait for each other to be found before they are Ready would wait for ever. */
export const publishedEarly: StatefulPromise = {
  id: 'SS-NET-005',
  level: 'MUST',
  statement:
    'Where the Service publishes addresses that are not Ready, the name of a member MUST resolve ' +
    'before it is Ready',
  source: SOURCES.podDns,
  since: 'all',
  check: checkPublished,
};

/** The worst answer is the address of somebody else. */
export const neverSomebodyElse: StatefulPromise = {
  id: 'SS-NET-008',
  level: 'MUST',
  statement:
    'The name of a member MUST NOT, once DNS has had its time, lead to a pod that is not that ' +
    'ordinal',
  source: SOURCES.networkId,
  since: 'all',
  check: checkSomebodyElse,
};

function checkFollow(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const lookups = lookupsOf(history);
  if (!lookups) return findings();
  const gaps = gapsOf(history);
  for (const [old, next] of successionsOf(history)) {
    const was = old.states.findLast(({ ip }) => ip !== null)?.ip ?? null;
    for (const { since, until } of readyStretches(next)) {
      if (was === null || since.ip === was) continue;
      const told = lookups.told(since.ip, since);
      const asked = lookups.within(lookups.nameOf(next), told, until);
      const last = asked.at(-1);
      if (!last) continue;
      const gap = gaps.over({ on: ['pod'], from: old.last, to: last });
      if (gap) {
        blind(`whether the name followed ${next.pod}`, gap);
        continue;
      }
      trial();
      const late = asked.find(({ answers }) => answers.includes(was));
      if (!late) continue;
      violation(`${next.pod} was at ${since.ip}, and its name still led to ${was}`, [since, late]);
    }
  }
  return findings();
}

function checkPublished(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const lookups = lookupsOf(history);
  if (!lookups) return findings();
  const gaps = gapsOf(history);
  for (const service of servicesOf(history)) {
    const { publishedAt } = service;
    if (publishedAt === null) continue;
    for (const member of incarnationsOf(history)) {
      if (member.first.subdomain !== service.name) continue;
      const stretches = stretchesOf(
        member,
        ({ ip, op, phase, ready, deleting }) =>
          op !== 'deleted' && ip !== null && phase === 'Running' && !ready && deleting === null,
      );
      for (const { since, until } of stretches) {
        const from = moment(Math.max(since.at, publishedAt));
        const told = lookups.told(since.ip, from);
        const asked = lookups.within(lookups.nameOf(member), told, until);
        const last = asked.at(-1);
        if (!last) continue;
        const gap = gaps.over({ on: ['pod', 'service'], from, to: last });
        if (gap) {
          blind(`whether ${member.pod} could be found early`, gap);
          continue;
        }
        trial();
        const absent = asked.find(({ answers }) => !answers.includes(since.ip ?? ''));
        if (!absent) continue;
        violation(`${member.pod} could not be found before it was Ready`, [since, absent]);
      }
    }
  }
  return findings();
}

function checkSomebodyElse(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const lookups = lookupsOf(history);
  if (!lookups) return findings();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  const silences = silencesOf(history);
  for (const member of members) {
    const name = lookups.nameOf(member);
    const asked = lookups
      .within(name, member.first, member.gone)
      .filter(({ answers }) => answers.length > 0);
    const last = asked.at(-1);
    if (!last || isSilent(silences, member.first.at, member.gone?.at ?? null)) continue;
    const gap = gaps.over({ on: ['pod'], from: member.first, to: last });
    if (gap) {
      blind(`to whom ${name} led`, gap);
      continue;
    }
    trial();
    const others = members.filter(({ pod }) => pod !== member.pod);
    for (const other of others) {
      const wrong = wrongAnswer(lookups, name, member, other);
      if (!wrong) continue;
      violation(`${name} led to ${wrong.answers.join(', ')}, which was ${other.pod}`, [
        ...[wrong, other.last],
      ]);
      break;
    }
  }
  return findings();
}

/** An answer that led to another pod for as long as that one had the address. */
function wrongAnswer(lookups: Lookups, name: string, member: Incarnation, other: Incarnation) {
  const stretches = stretchesOf(
    other,
    ({ ip, op, phase }) => op !== 'deleted' && ip !== null && phase === 'Running',
  );
  for (const { since, until } of stretches) {
    const from = moment(Math.max(since.at, member.first.at));
    const wrong = lookups
      .within(name, from, until)
      .find(({ answers }) => answers.includes(since.ip ?? ''));
    if (wrong) return wrong;
  }
  return null;
}
