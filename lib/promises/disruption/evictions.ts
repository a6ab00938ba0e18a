import { type Clocks, clocksOf } from '../../model/clocks.ts';
import type { Entry, EntryOf, History } from '../../model/entry.ts';
import { answeredAt, entriesOf, groupBy } from '../../model/history.ts';
import {
  type Incarnation,
  incarnationsOf,
  type PodEntry,
  statesDuring,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';

export type BudgetEntry = EntryOf<'pdb'>;

/** A request to evict a member, with all that was true while it was on its way. */
export interface EvictionAsked {
  readonly request: EntryOf<'request'>;
  readonly member: Incarnation;
  readonly from: number;
  readonly to: number;
  /** Every state of the pod that was the newest one meanwhile. */
  readonly states: readonly PodEntry[];
  /** The budgets that covered it, each with all its states meanwhile. */
  readonly budgets: readonly (readonly BudgetEntry[])[];
}

/**
 * What this suite asked the eviction API for, refused or not. The server decides on what is, not
 * on a copy that trails it, so what the watch had told before the request was true by then.
 */
export function evictionsAsked(history: History): readonly EvictionAsked[] {
  const members = incarnationsOf(history);
  const budgets = budgetsOf(history);
  const requests = entriesOf(history, 'request');
  return requests.flatMap((request) => {
    const { verb, resource, dryRun, code, uid, at: from } = request;
    const isEviction = verb === 'evict' && resource === 'pods' && !dryRun && code !== 0;
    const member = members.find((candidate) => candidate.uid === uid);
    if (!isEviction || !member) return [];
    const to = answeredAt(request);
    const states = untouched(statesDuring(member.states, from, to), request);
    // What is heard of later may have been so by then, unless it was asked for only afterwards.
    const next = requests.find(({ at, verb }) => at > to && !['evict', 'get'].includes(verb));
    const heard = Math.min(to + SLACK.watchLagMs, next?.at ?? Number.POSITIVE_INFINITY);
    const covering = budgets.covering(states, from, heard);
    return [{ request, member, from, to, states, budgets: covering }];
  });
}

/** The pod as the server found it: what a granted eviction made of it is not what was asked. */
function untouched(states: readonly PodEntry[], request: EntryOf<'request'>): readonly PodEntry[] {
  if (!wasGranted(request) || states[0]?.deleting) return states;
  const touched = states.findIndex(
    ({ deleting, disruption, op }) => deleting !== null || disruption !== null || op === 'deleted',
  );
  return touched < 0 ? states : states.slice(0, touched);
}

/** Everything but a plain yes is a no, whatever its reason. */
export function wasGranted({ code }: EntryOf<'request'>): boolean {
  return code >= 200 && code < 300;
}

/** Ready and asked by nobody to go, all the while. */
export function wasReadyThroughout(states: readonly PodEntry[]): boolean {
  return (
    states.length > 0 &&
    states.every(({ ready, deleting, op }) => ready && deleting === null && op !== 'deleted')
  );
}

/** Nothing was allowed by a budget that had taken note of its newest wording. */
export function isUsedUp(states: readonly BudgetEntry[]): boolean {
  return (
    states.length > 0 &&
    states.every(
      ({ disruptionsAllowed, observedGeneration, generation, op }) =>
        disruptionsAllowed === 0 && observedGeneration >= generation && op !== 'deleted',
    )
  );
}

export interface Budgets {
  readonly all: readonly (readonly BudgetEntry[])[];
  covering(
    pods: readonly PodEntry[],
    from: number,
    to: number,
  ): readonly (readonly BudgetEntry[])[];
}

/** Budgets by uid, in the order of their versions. */
export function budgetsOf(history: History): Budgets {
  const all = [...groupBy(entriesOf(history, 'pdb'), ({ uid }) => uid).values()].map((states) =>
    [...states].sort(
      (one, other) =>
        Number(one.op === 'deleted') - Number(other.op === 'deleted') || one.rv - other.rv,
    ),
  );
  return {
    all,
    covering: (pods, from, to) =>
      all.flatMap((states) => {
        const during = statesDuring(states, from, to);
        const isThere = during.some(({ op }) => op !== 'deleted');
        return isThere && during.some((budget) => pods.some((pod) => selects(budget, pod)))
          ? [during]
          : [];
      }),
  };
}

export function selects({ selector }: BudgetEntry, { labels }: PodEntry): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** A member that was evicted by way of the API, by this suite or by anybody else. */
export interface Evicted {
  readonly member: Incarnation;
  readonly granted: Entry;
}

/**
 * By this suite's own requests and by the audit log, which also knows what a drain asked for. The
 * pod's own word on it is left out: whether it says so is a promise of its own.
 */
export function evictedMembers(history: History): readonly Evicted[] {
  const members = incarnationsOf(history);
  const clocks = clocksOf(history);
  const evicted = new Map<string, Evicted>();
  for (const { request, member } of evictionsAsked(history)) {
    if (wasGranted(request)) evicted.set(member.uid, { member, granted: request });
  }
  for (const audit of entriesOf(history, 'audit')) {
    const isEviction = audit.verb === 'create' && audit.subresource === 'eviction';
    if (!isEviction || audit.code < 200 || audit.code >= 300) continue;
    const member = liveAt(members, audit, clocks);
    if (member && !evicted.has(member.uid)) evicted.set(member.uid, { member, granted: audit });
  }
  return [...evicted.values()];
}

function liveAt(
  members: readonly Incarnation[],
  audit: EntryOf<'audit'>,
  clocks: Clocks,
): Incarnation | null {
  const moment = clocks.moment(audit);
  if (!moment) return null;
  // The one whose deletion began with this answer: names are used again, moments are not.
  const near = members.filter(({ pod, deleting }) => {
    if (pod !== audit.name || !deleting) return false;
    return (
      deleting.at >= moment.earliest - SLACK.watchLagMs &&
      deleting.at <= moment.latest + SLACK.controllerLagMs
    );
  });
  return near.length === 1 ? (near[0] ?? null) : null;
}
