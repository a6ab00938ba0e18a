import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, incarnationsOf, type PodEntry } from '../../model/timeline.ts';
import { INDEX_LABEL, NAME_LABEL } from '../identity/labels.ts';
import { moment, type Stretch, stretchesOf } from '../scenes.ts';
import { isSilent, silencesOf } from '../silences.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { lookupsOf } from './lookups.ts';
import { servicesOf } from './services.ts';

type Slice = EntryOf<'slice'>;

/** Who is sent to a member that is not Ready is sent to nobody. */
export const notReadyIsNoEndpoint: StatefulPromise = {
  id: 'SS-NET-004',
  level: 'MUST',
  statement:
    'A member that is not Ready or is Terminating MUST NOT be a ready endpoint or have a name, ' +
    'unless its Service publishes such',
  source: SOURCES.podDns,
  since: 'all',
  check: (history) => checkNotReady(history, (state) => !state.ready || state.deleting !== null),
};

/** A probe that still passes is no reason to be sent to one that is leaving. */
export const terminatingIsNoEndpoint: StatefulPromise = {
  id: 'SS-TRM-008',
  level: 'MUST',
  statement:
    'A Terminating member MUST NOT be a ready endpoint, even while its probe passes, unless its ' +
    'Service publishes such',
  source: SOURCES.podTermination,
  since: 'all',
  check: (history) => checkNotReady(history, (state) => state.deleting !== null),
};

/** One Service names the members, and only one. */
export const oneServiceNames: StatefulPromise = {
  id: 'SS-NET-006',
  level: 'MUST',
  statement:
    'An endpoint MUST carry a hostname exactly where the pod has one and its subdomain is the ' +
    "Service's name",
  source: SOURCES.podDns,
  since: 'all',
  check: checkHostnames,
};

/** A Service for one member: how the outside reaches a primary. */
export const serviceOfOne: StatefulPromise = {
  id: 'SS-NET-012',
  level: 'SHOULD',
  statement:
    'A Service that selects one member by its name or index label SHOULD have exactly that ' +
    'member as endpoint, across replacements',
  source: SOURCES.identity,
  since: '1.9 / 1.28',
  check: checkServiceOfOne,
};

function checkNotReady(history: History, isSuch: (state: PodEntry) => boolean): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const lookups = lookupsOf(history);
  const silences = silencesOf(history);
  const services = servicesOf(history).filter(({ publishesNotReady }) => !publishesNotReady);
  const slices = groupBy(entriesOf(history, 'slice'), ({ service }) => service);
  for (const member of incarnationsOf(history)) {
    const stretches = stretchesOf(
      member,
      (state) => state.op !== 'deleted' && state.ip !== null && isSuch(state),
    );
    for (const { since, until } of stretches) {
      if (since.op === 'found') continue;
      for (const { name, publishedAt, first, gone } of services) {
        // A pod that was gone at once may still be on its way out of the slices.
        const from = moment(Math.max(since.at, first.at) + SLACK.endpointMs);
        const [to = member.last] = [until ?? member.last, gone ?? []]
          .flat()
          .sort((one, other) => one.at - other.at);
        if (to.at <= from.at || (publishedAt !== null && publishedAt < to.at)) continue;
        if (isSilent(silences, since.at, to.at)) continue;
        const own = slices.get(name) ?? [];
        if (!own.some((slice) => endpointOf(slice, member))) continue;
        const gap = gaps.over({ on: ['pod', 'slice', 'service'], from: since, to });
        if (gap) {
          blind(`whether ${member.pod} was an endpoint of ${name}`, gap);
          continue;
        }
        trial();
        const wrong = readyIn(own, member, from.at, to.at);
        if (wrong) {
          violation(`${member.pod} was a ready endpoint of ${name}, and was not so`, [
            ...[since, wrong],
          ]);
        }
        const seen = first.at > since.at ? first : since;
        const ends = until || gone ? to : null;
        const asked = lookups?.within(lookups.nameOf(member), seen, ends) ?? [];
        if (asked.length === 0 || since.subdomain !== name) continue;
        trial();
        const found = asked.find(({ answers }) => answers.includes(since.ip ?? ''));
        if (found) violation(`${member.pod} had a name and was not Ready`, [since, found]);
      }
    }
  }
  return findings();
}

/** A slice that called a member ready at some moment of a stretch. */
function readyIn(own: readonly Slice[], member: Incarnation, from: number, to: number) {
  for (const states of groupBy(own, ({ uid }) => uid).values()) {
    const before = states.findLast(({ at }) => at <= from);
    const during = states.filter(({ at }) => at > from && at < to);
    const wrong = [...(before ? [before] : []), ...during].find(
      (slice) => slice.op !== 'deleted' && endpointOf(slice, member)?.ready,
    );
    if (wrong) return wrong;
  }
  return null;
}

function endpointOf({ endpoints }: Slice, { uid }: Incarnation) {
  return endpoints.find(({ podUid }) => podUid === uid) ?? null;
}

function checkHostnames(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = new Map(incarnationsOf(history).map((member) => [member.uid, member]));
  const seen = new Map<string, Slice>();
  for (const slice of entriesOf(history, 'slice')) {
    for (const { hostname, podUid } of slice.endpoints) {
      const member = members.get(podUid ?? '');
      if (!member || slice.service === null) continue;
      const { first } = member;
      const due = first.subdomain === slice.service ? first.hostname : null;
      const key = `${slice.service} ${podUid}`;
      if (!seen.has(key)) {
        const gap = gaps.over({ on: ['pod', 'slice'], from: slice, to: slice });
        if (gap) blind(`how ${slice.service} named ${member.pod}`, gap);
        else trial();
      }
      if (hostname !== due && seen.get(key) !== slice) {
        const named = hostname ?? 'not at all';
        violation(`${slice.service} named ${member.pod} ${named}`, [first, slice]);
      }
      seen.set(key, slice);
    }
  }
  return findings();
}

function checkServiceOfOne(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = new Map(incarnationsOf(history).map((member) => [member.uid, member]));
  const slices = entriesOf(history, 'slice');
  for (const { name, selector } of servicesOf(history)) {
    const wanted = selector[NAME_LABEL] ?? null;
    const index = selector[INDEX_LABEL] ?? null;
    if (wanted === null && index === null) continue;
    const served = new Set<string>();
    for (const slice of slices.filter(({ service }) => service === name)) {
      for (const { podUid } of slice.endpoints) {
        const member = members.get(podUid ?? '');
        if (!member) continue;
        const isThat = wanted === null ? `${member.ordinal}` === index : member.pod === wanted;
        if (!isThat) {
          violation(`${name} is for ${wanted ?? index} and has ${member.pod}`, [slice]);
        } else if (!served.has(member.uid)) {
          served.add(member.uid);
          const gap = gaps.over({ on: ['pod', 'slice'], from: slice, to: slice });
          if (gap) blind(`whom ${name} led to`, gap);
          else trial();
        }
      }
    }
    const late = unserved(history, name, [...members.values()], wanted, index, served);
    if (late) violation(`${name} never led to the ${late.pod} that was Ready`, [late.last]);
  }
  return findings();
}

/** A member that was Ready for long and never an endpoint of its own Service. */
function unserved(
  history: History,
  service: string,
  members: readonly Incarnation[],
  wanted: string | null,
  index: string | null,
  served: ReadonlySet<string>,
): Incarnation | null {
  const own = servicesOf(history).find(({ name }) => name === service);
  if (!own || gapsOf(history).over({ on: ['slice'], from: own.first, to: own.last })) return null;
  const silences = silencesOf(history);
  const late = members.find((member) => {
    const isThat = wanted === null ? `${member.ordinal}` === index : member.pod === wanted;
    const isOwn = Object.entries(own.selector).every(
      ([key, value]) => member.first.labels[key] === value,
    );
    const long = stretchesOf(member, ({ ready, deleting }) => ready && deleting === null).find(
      ({ since, until }: Stretch) =>
        since.at >= own.first.at &&
        (until?.at ?? since.at) - since.at > SLACK.restingMs &&
        !isSilent(silences, since.at, until?.at ?? since.at),
    );
    return isThat && isOwn && long && !served.has(member.uid);
  });
  return late ?? null;
}
