import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isThereAt, leavingOf, moment, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';
import { lookupsOf } from './lookups.ts';
import { readyStretches } from './name-resolves-to-member.ts';
import { servicesOf } from './services.ts';

/** A Service belongs to whoever made it, as the members belong to their set. */
export const serviceIsNobodys: StatefulPromise = {
  id: 'SS-NET-014',
  level: 'MUST',
  statement:
    'Deleting a set MUST leave its headless Service untouched, and deleting the Service MUST ' +
    'leave the pods untouched',
  source: SOURCES.deleteSet,
  since: 'all',
  check: checkUntouched,
};

/** Without its Service a set lacks names and nothing else. */
export const worksWithoutService: StatefulPromise = {
  id: 'SS-NET-009',
  level: 'INFORMATIONAL',
  statement:
    'A set MAY run without its Service, and a Service that comes later MAY give it its names ' +
    'without a restart',
  source: SOURCES.networkId,
  since: 'all',
  check: checkLaterService,
};

/** Members that nobody has to find need no names. */
export const namelessIsLegal: StatefulPromise = {
  id: 'SS-NET-010',
  level: 'INFORMATIONAL',
  statement: 'A set MAY name no Service, and then its pods have no subdomain',
  source: SOURCES.networkId,
  since: 'serviceName optional in schema since ≈1.33',
  check: checkNameless,
};

function checkUntouched(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const why = whyGoneIn(history);
  const asked = entriesOf(history, 'request').filter(
    ({ verb, resource }) => verb === 'delete' && resource === 'services',
  );
  const services = servicesOf(history);
  for (const scene of scenesOf(history)) {
    const { gone, first } = scene.set;
    const own = services.filter(({ name }) => name === first.serviceName);
    const late = own.find(({ first: service }) => gone && service.at < gone.at);
    if (gone && late && scene.end - gone.at >= SLACK.endpointMs) {
      const to = moment(Math.min(scene.end, gone.at + SLACK.garbageMs));
      const gap = gaps.over({ on: ['set', 'service'], from: gone, to });
      const going = late.states.find((state) => state.deleting !== null || state.op === 'deleted');
      const byUser = asked.some(({ name }) => name === late.name);
      if (gap) blind(`what became of the Service of ${first.name}`, gap);
      else if (!byUser) {
        trial();
        if (going) violation(`the Service went along with ${first.name}`, [gone, going]);
      }
    }
    for (const service of own) {
      if (service.states.some(({ owners }) => owners.includes(scene.set.uid))) {
        violation(`${first.name} owns the Service ${service.name}`, [first, service.last]);
      }
      if (!service.gone || scene.end - service.gone.at < SLACK.noticeableMs) continue;
      const { at } = service.gone;
      const present = scene.members.filter((member) => isThereAt(member, at));
      if (present.length === 0) continue;
      const to = moment(Math.min(scene.end, at + SLACK.endpointMs));
      const gap = gaps.over({ on: ['pod', 'service'], from: service.gone, to });
      if (gap) {
        blind(`what the end of ${service.name} did to the pods`, gap);
        continue;
      }
      trial();
      for (const member of present) {
        const leaving = leavingOf(member);
        const isThen = leaving && leaving.at > at && leaving.at <= to.at;
        if (isThen && why(member) === 'none') {
          violation(`${member.pod} went along with the Service`, [service.gone, leaving]);
        }
      }
    }
  }
  return findings();
}

function checkLaterService(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const lookups = lookupsOf(history);
  if (!lookups) return findings();
  const gaps = gapsOf(history);
  for (const { first: service } of servicesOf(history).filter((one) => one.first.op === 'added')) {
    for (const scene of scenesOf(history)) {
      if (scene.set.first.serviceName !== service.name) continue;
      const waiting = scene.members.filter((member) =>
        readyStretches(member).some(
          ({ since, until }) => since.at < service.at && (!until || until.at > service.at),
        ),
      );
      for (const member of waiting) {
        const stretch = readyStretches(member).find(
          ({ since, until }) => since.at < service.at && (!until || until.at > service.at),
        );
        const told = lookups.told(stretch?.since.ip ?? null, service);
        const asked = lookups.within(lookups.nameOf(member), told, stretch?.until ?? null);
        const last = asked.at(-1);
        if (!last) continue;
        const gap = gaps.over({ on: ['pod', 'service'], from: service, to: last });
        if (gap) {
          blind(`whether ${member.pod} got its name later`, gap);
          continue;
        }
        trial();
        const absent = asked.find(({ answers }) => answers.length === 0);
        if (absent) violation(`${member.pod} did not get its name later`, [service, absent]);
      }
    }
  }
  return findings();
}

function checkNameless(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { set, members } of scenesOf(history)) {
    if (set.first.serviceName !== '') continue;
    for (const { first, pod } of members) {
      const gap = gaps.over({ on: ['pod', 'set'], from: first, to: first });
      if (gap) {
        blind(`what ${pod} is called`, gap);
        continue;
      }
      trial();
      if (!first.subdomain) continue;
      violation(`${pod} has the subdomain ${first.subdomain} of no Service`, [first]);
    }
  }
  return findings();
}
