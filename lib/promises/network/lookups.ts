import { type Clocks, clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy, subjectOf } from '../../model/history.ts';
import { API, cutsOf } from '../../model/history-faults.ts';
import { type Incarnation, setTimelinesOf } from '../../model/timeline.ts';
import { silenceIn, silencesOf } from '../silences.ts';
import { SLACK } from '../slack.ts';
import { absencesOf } from './services.ts';

export type Lookup = EntryOf<'dns'>;
type Moment = { readonly clock: string; readonly at: number };
type Span = { readonly inForce: Moment; readonly undone: Moment | null };

export interface Lookups {
  /** What the cluster's DNS may take to hear of a change. */
  readonly settleMs: number;
  /** The stable name of a member, and the name of a Service. */
  nameOf(member: Incarnation): string;
  serviceName(service: string): string;
  /** All that were answered while no node was cut off, by name. */
  all(name: string): readonly Lookup[];
  /** Those asked when a state had lasted for long enough, and answered before it ended. */
  within(name: string, since: Moment, until: Moment | null): readonly Lookup[];
  /**
   * From when DNS can have known of an address: since the endpoints told of it. That they tell of
   * it late is another promise's business; that they never do is not, and is held against names.
   */
  told(ip: string | null, since: Moment): Moment;
}

/** Null for a history that does not say what it is about. */
export function lookupsOf(history: History): Lookups | null {
  const subject = subjectOf(history);
  if (!subject) return null;
  const clocks = clocksOf(history);
  const { clusterDomain, dnsPropagationMs: settleMs, namespace } = subject;
  const services = new Map(
    setTimelinesOf(history).map(({ uid, first }) => [uid, first.serviceName]),
  );
  const cuts = cutsOf(history);
  const serviceName = (service: string) => `${service}.${namespace}.svc.${clusterDomain}`;
  // While there is no Service there is no name to hold anybody to.
  const absences = absencesOf(history).map((one) => ({ ...one, domain: serviceName(one.name) }));
  const calm = entriesOf(history, 'dns').filter(
    (lookup) =>
      lookup.answered &&
      !isDuringCut(cuts, lookup, clocks, settleMs) &&
      !absences.some(
        ({ domain, ...absence }) =>
          lookup.name.replace(/\.$/, '').endsWith(domain) &&
          isDuringCut([absence], lookup, clocks, settleMs),
      ),
  );
  const byName = groupBy(calm, ({ name }) => name.replace(/\.$/, ''));
  const all = (name: string) => byName.get(name) ?? [];
  // Without it the resolver hears of nothing, and asks again at ever longer intervals.
  const deaf = silencesOf(history, API);
  const slices = entriesOf(history, 'slice').filter(({ op }) => op !== 'deleted');
  return {
    settleMs,
    told(ip, since) {
      const late = { clock: since.clock, at: since.at + SLACK.endpointsNeverMs };
      // Endpoints may be right, and a resolver whose watch broke with the API still not hear of it.
      const silence = silenceIn(deaf, since.at, since.at);
      if (silence) return { clock: since.clock, at: Math.max(late.at, silence.to) };
      if (slices.length === 0) return since;
      const telling = slices.find(
        ({ clock, at, endpoints }) =>
          clock === since.clock &&
          at >= since.at - SLACK.watchLagMs &&
          endpoints.some(({ ready, addresses }) => ready && addresses.includes(ip ?? '')),
      );
      if (!telling) return late;
      const at = Math.min(Math.max(telling.at, since.at), late.at);
      return { clock: since.clock, at };
    },
    serviceName,
    all,
    nameOf: ({ pod, setUid }) => `${pod}.${serviceName(services.get(setUid) ?? subject.service)}`,
    within: (name, since, until) =>
      all(name).filter((lookup) => isWithin(lookup, { since, until }, clocks, settleMs)),
  };
}

function isWithin(
  { clock, asked, at }: Lookup,
  { since, until }: { readonly since: Moment; readonly until: Moment | null },
  clocks: Clocks,
  settleMs: number,
): boolean {
  const settled = { clock: since.clock, at: since.at + settleMs };
  if (clocks.order(settled, { clock, at: asked }) !== 'before') return false;
  // The resolver may hear of the end long before a watch on a loaded host does.
  const ending = until && {
    clock: until.clock,
    at: until.at - Math.max(settleMs, SLACK.watchLagMs),
  };
  return !ending || clocks.order({ clock, at }, ending) === 'before';
}

function isDuringCut(
  spans: readonly Span[],
  { clock, asked, at }: Lookup,
  clocks: Clocks,
  settleMs: number,
): boolean {
  return spans.some(({ inForce, undone }) => {
    // A split begins to bite a little before it is proved, and caches outlive it.
    const from = { clock: inForce.clock, at: inForce.at - settleMs };
    const to = undone && { clock: undone.clock, at: undone.at + settleMs };
    const isBefore = clocks.order({ clock, at }, from) === 'before';
    const isAfter = to !== null && clocks.order({ clock, at: asked }, to) === 'after';
    return !isBefore && !isAfter;
  });
}
