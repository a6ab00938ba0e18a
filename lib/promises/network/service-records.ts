import type { History } from '../../model/entry.ts';
import { subjectOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf } from '../../model/timeline.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { lookupsOf } from './lookups.ts';
import { readyStretches } from './name-resolves-to-member.ts';
import { servicesOf } from './services.ts';

/** How members find all their peers, with their names, by one question. */
export const serviceRecords: StatefulPromise = {
  id: 'SS-NET-007',
  level: 'SHOULD',
  statement:
    'Named ports of the headless Service SHOULD have SRV records that lead to the stable names ' +
    'of the Ready members',
  source: SOURCES.podDns,
  since: 'all',
  check: checkRecords,
};

function checkRecords(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const lookups = lookupsOf(history);
  const service = servicesOf(history).find(({ name }) => name === subjectOf(history)?.service);
  if (!lookups || !service) return findings();
  const gaps = gapsOf(history);
  for (const port of service.first.ports.filter((name) => name !== '')) {
    const name = `_${port}._tcp.${lookups.serviceName(service.name)}`;
    for (const member of incarnationsOf(history)) {
      if (member.first.subdomain !== service.name) continue;
      for (const { since, until } of readyStretches(member)) {
        const asked = lookups.within(name, lookups.told(since.ip, since), until);
        const last = asked.at(-1);
        if (!last) continue;
        const gap = gaps.over({ on: ['pod', 'service'], from: since, to: last });
        if (gap) {
          blind(`whether ${name} led to ${member.pod}`, gap);
          continue;
        }
        trial();
        const own = lookups.nameOf(member);
        const missing = asked.find(
          ({ answers }) => !answers.some((answer) => answer.replace(/\.$/, '') === own),
        );
        if (!missing) continue;
        violation(`${name} did not lead to ${own}, which was Ready`, [since, missing]);
      }
    }
  }
  return findings();
}
