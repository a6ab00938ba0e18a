import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf, subjectOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { PodEntry } from '../../model/timeline.ts';
import { moment } from '../scenes.ts';
import { isSilent, silencesOf } from '../silences.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { lookupsOf } from './lookups.ts';
import { servicesOf } from './services.ts';

/** Clients that want anybody ask for the Service, and take whom they get for a member. */
export const serviceNamesReady: StatefulPromise = {
  id: 'SS-NET-002',
  level: 'MUST',
  statement:
    'The name of a headless Service MUST resolve to exactly the addresses of the Ready members, ' +
    'or of all where it publishes such',
  source: SOURCES.podDns,
  since: 'all',
  check: checkServiceName,
};

function checkServiceName(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const lookups = lookupsOf(history);
  const subject = subjectOf(history);
  const service = servicesOf(history).find(({ name }) => name === subject?.service);
  if (!lookups || !subject || !service) return findings();
  const gaps = gapsOf(history);
  const silences = silencesOf(history);
  const slices = entriesOf(history, 'slice').filter((slice) => slice.service === service.name);
  for (const calm of calmStretches(history, service.selector, service.first.at)) {
    if (service.publishedAt !== null && service.publishedAt < calm.to) continue;
    if (service.gone && service.gone.at <= calm.to) continue;
    if (isSilent(silences, calm.from, calm.to)) continue;
    const name = lookups.serviceName(service.name);
    const wanted = calm.pods.map(({ ip }) => ip ?? '').sort();
    const told = toldAt(slices, wanted, calm.from);
    const asked = lookups.within(name, moment(told), moment(calm.to));
    const last = asked.at(-1);
    if (!last) continue;
    const gap = gaps.over({ on: ['pod', 'service'], from: moment(calm.from), to: last });
    if (gap) {
      blind(`what ${name} should have led to`, gap);
      continue;
    }
    trial();
    const wrong = asked.find(
      ({ answers }) => [...new Set(answers)].sort().join() !== wanted.join(),
    );
    if (!wrong) continue;
    const [was, due] = [wrong.answers, wanted].map((list) => list.join(', ') || 'nothing');
    violation(`${name} led to ${was}, and ${due} were Ready`, [wrong, ...calm.pods]);
  }
  return findings();
}

/** When the endpoints told of just these; that they do so late is not the business of names. */
function toldAt(slices: readonly EntryOf<'slice'>[], wanted: readonly string[], from: number) {
  if (slices.length === 0) return from;
  const never = from + SLACK.endpointsNeverMs;
  const later = slices.filter(({ at }) => at > from && at < never).map(({ at }) => at);
  const isTold = (moment: number) => {
    const states = new Map(
      slices.filter(({ at }) => at <= moment).map((slice) => [slice.uid, slice]),
    );
    const ready = [...states.values()]
      .filter(({ op }) => op !== 'deleted')
      .flatMap(({ endpoints }) => endpoints.filter((endpoint) => endpoint.ready))
      .flatMap(({ addresses }) => addresses);
    return [...new Set(ready)].sort().join() === wanted.join();
  };
  return [from, ...later].find(isTold) ?? never;
}

/** Stretches in which none of the selected pods came, went, or changed its readiness. */
function calmStretches(
  history: History,
  selector: Readonly<Record<string, string>>,
  since: number,
) {
  const now = new Map<string, PodEntry>();
  const stretches: { from: number; to: number; pods: readonly PodEntry[] }[] = [];
  let from = since;
  const ready = () =>
    [...now.values()].filter((pod) => pod.ready && pod.deleting === null && pod.ip !== null);
  const key = () =>
    ready()
      .map(({ ip, uid }) => `${uid} ${ip}`)
      .sort()
      .join();
  let before = '';
  const pods = entriesOf(history, 'pod').filter(({ labels }) =>
    Object.entries(selector).every(([label, value]) => labels[label] === value),
  );
  for (const pod of pods) {
    const [was, wasKey] = [ready(), before];
    if (pod.op === 'deleted') now.delete(pod.uid);
    else now.set(pod.uid, pod);
    before = key();
    if (before === wasKey) continue;
    if (pod.at > from) stretches.push({ from, to: pod.at, pods: was });
    from = Math.max(from, pod.at);
  }
  const end = Math.max(endOf(history), from);
  return [...stretches, { from, to: end + SLACK.watchLagMs, pods: ready() }];
}
