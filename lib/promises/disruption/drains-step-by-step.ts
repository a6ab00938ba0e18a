import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  firstReady,
  type Incarnation,
  incarnationsOf,
  type PodEntry,
  stateAt,
  statesDuring,
  successionsOf,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type BudgetEntry, budgetsOf, evictedMembers, selects } from './evictions.ts';

/**
 * A drain is how nodes are serviced under a running quorum: it takes one member more only when the
 * budget can spare one more.
 *
 * Counted when an eviction takes effect, by the versions of the pods. A member that was lost by
 * other means a moment before may still have been counted as well; one that was evicted may not.
 */
export const drainsStepByStep: StatefulPromise = {
  id: 'SS-PDB-003',
  level: 'MUST',
  statement:
    'A drain MUST leave as many members Ready as their budget wants, and each that it moves MUST ' +
    'return elsewhere as itself',
  source: SOURCES.drains,
  since: 'all',
  check: checkDrains,
};

function checkDrains(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  const budgets = budgetsOf(history);
  const evicted = evictedMembers(history);
  const uids = new Set(evicted.map(({ member }) => member.uid));
  const successors = new Map(successionsOf(history).map(([old, next]) => [old.uid, next]));

  for (const { member, granted } of evicted) {
    const { deleting, node, pod } = member;
    const cordon = node && deleting ? cordonOf(history, node, deleting.at) : null;
    if (!deleting || !cordon || !wasReadyBefore(member, deleting)) continue;
    const from = { clock: deleting.clock, at: deleting.at - SLACK.controllerLagMs };
    const [states] = budgets.covering([deleting], from.at, deleting.at);
    if (!states) continue;
    const next = successors.get(member.uid);
    const arrival = next ? firstReady(next) : null;
    const gap = gaps.over({ on: ['pod', 'pdb', 'node'], from, to: arrival ?? deleting });
    if (gap) {
      blind(`whether ${pod} could be spared`, gap);
      continue;
    }
    const others = members.filter(
      ({ uid, last }) => uid !== member.uid && selectsAny(states, last),
    );
    const healthy = others.filter((other) => countsAsHealthy(other, deleting, uids)).length;
    const desired = Math.min(...states.map(({ desiredHealthy }) => desiredHealthy));
    if (healthy < desired) {
      const says = `${pod} was evicted with ${healthy} others Ready, where ${desired} are wanted`;
      violation(says, [granted, deleting, states.at(-1)]);
    } else if (!next || !arrival) {
      doubt(`the history does not show ${pod} return`, [granted, deleting, next?.first]);
    } else if (next.node === node) {
      violation(`${pod} returned to ${node}, which was being drained`, [cordon, arrival]);
    } else if (Object.entries(member.first.claims).some(([at, name]) => isOther(next, at, name))) {
      violation(`${pod} returned without its claims`, [deleting, arrival]);
    } else {
      trial();
    }
  }
  return findings();
}

function isOther({ first }: Incarnation, volume: string, claim: string): boolean {
  return first.claims[volume] !== claim;
}

/** The node's state, when it was closed to new pods. */
function cordonOf(history: History, node: string, at: number): EntryOf<'node'> | null {
  const states = entriesOf(history, 'node').filter(({ name }) => name === node);
  const state = stateAt(states, at);
  return state?.unschedulable ? state : null;
}

function wasReadyBefore({ states }: Incarnation, { rv }: PodEntry): boolean {
  return states.findLast((state) => state.rv < rv)?.ready ?? false;
}

function selectsAny(states: readonly BudgetEntry[], pod: PodEntry): boolean {
  return states.some((budget) => selects(budget, pod));
}

function countsAsHealthy(
  { uid, states }: Incarnation,
  deleting: PodEntry,
  evicted: ReadonlySet<string>,
): boolean {
  const earlier = states.filter(({ rv }) => rv < deleting.rv);
  const now = earlier.at(-1);
  if (!now) return false;
  if (isHealthy(now)) return true;
  // An eviction is counted by the server that grants it; any other loss has to be heard of.
  if (evicted.has(uid)) return false;
  return statesDuring(earlier, deleting.at - SLACK.controllerLagMs, deleting.at).some(isHealthy);
}

function isHealthy({ ready, deleting, op }: PodEntry): boolean {
  return ready && deleting === null && op !== 'deleted';
}
