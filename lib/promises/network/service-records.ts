import type { History } from '../../model/entry.ts';
import { subjectOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf } from '../../model/timeline.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type Lookup, lookupsOf } from './lookups.ts';
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
        const own = lookups.nameOf(member);
        const asked = lookups
          .within(name, lookups.told(since.ip, since), until)
          .filter((lookup) => leadsTo(lookup, own) || hasRoom(lookup, own));
        const last = asked.at(-1);
        if (!last) continue;
        const gap = gaps.over({ on: ['pod', 'service'], from: since, to: last });
        if (gap) {
          blind(`whether ${name} led to ${member.pod}`, gap);
          continue;
        }
        trial();
        const missing = asked.find((lookup) => !leadsTo(lookup, own));
        if (!missing) continue;
        violation(`${name} did not lead to ${own}, which was Ready`, [since, missing]);
      }
    }
  }
  return findings();
}

function leadsTo({ answers }: Lookup, own: string): boolean {
  return answers.some((answer) => bare(answer) === own);
}

/** What is asked and answered in one datagram, as the probe does, is at most so long (RFC 1035). */
const DATAGRAM_BYTES = 512;
const HEADER_BYTES = 12;
const QUESTION_BYTES = 4;
/** A pointer to the name, its type, class, age and length, and priority, weight and port. */
const RECORD_BYTES = 2 + 10 + 6;

/** Whether one more name would have fitted: where it does not, nothing says that it is missing. */
function hasRoom({ name, answers }: Lookup, own: string): boolean {
  const records = [...answers, own].map((target) => RECORD_BYTES + wireBytes(target));
  const begin = HEADER_BYTES + wireBytes(name) + QUESTION_BYTES;
  return records.reduce((sum, bytes) => sum + bytes, begin) <= DATAGRAM_BYTES;
}

/** A byte of length before each label, and one for the end. */
function wireBytes(name: string): number {
  return bare(name).length + 2;
}

function bare(name: string): string {
  return name.replace(/\.$/, '');
}
