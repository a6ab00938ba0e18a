import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  incarnationsOf,
  type SetTimeline,
  setTimelinesOf,
  stateAt,
  statesDuring,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { wrongSumsBy } from './budget-sums.ts';
import { type BudgetEntry, budgetsOf, selects } from './evictions.ts';

/**
 * Half of a set that has lost a member is half of what it should be, not half of what is left. A
 * budget that counted the living would allow the more, the worse things already are.
 *
 * Told apart only while fewer or more pods are there than the set asks for, so that is where a
 * trial is counted. A budget with a plain minAvailable needs no base, and is not judged.
 */
export const budgetCountsReplicas: StatefulPromise = {
  id: 'SS-PDB-002',
  level: 'MUST',
  statement:
    'A budget with maxUnavailable or with a share MUST count by the replicas that its set asks ' +
    'for, not by the pods that are there, and it allows as many as are healthy, and not on their ' +
    'way out, beyond those it wants',
  source: SOURCES.budgets,
  since: '1.21',
  check: checkBase,
};

function checkBase(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  const sums = wrongSumsBy(history);
  const sets = setTimelinesOf(history);
  for (const states of budgetsOf(history).all) {
    for (const [place, budget] of states.entries()) {
      const before = states[place - 1];
      if (budget.op === 'deleted' || !isControllers(budget, before)) continue;
      for (const { says, gap } of sums(states, place)) {
        if (gap) blind(says, gap);
        else violation(says, [budget]);
      }
      if (!needsBase(budget)) continue;
      const own = members.filter(({ first }) => selects(budget, first));
      const set = sets.find(({ uid }) => own.some(({ setUid }) => setUid === uid));
      const [least, most] = [budget.at - SLACK.budgetLagMs, budget.at + SLACK.watchLagMs];
      const asked = set ? replicasDuring(set, least, most) : [];
      if (!set || asked.length === 0) continue;

      const from = { clock: budget.clock, at: Math.max(least, set.first.at) };
      const gap = gaps.over({ on: ['pdb', 'set', 'pod'], from, to: budget });
      const says = wrongWith(budget, asked);
      const living = own.filter((member) => {
        const state = stateAt(member.states, budget.at);
        return state && state.op !== 'deleted';
      });
      if (gap) blind(`what ${budget.name} counted by`, gap);
      else if (says) violation(`${budget.name} ${says}`, [budget, stateAt(set.states, budget.at)]);
      else if (living.length !== budget.expectedPods) trial();
    }
  }
  return findings();
}

/** A share of a number, in whole pods: the API rounds both kinds of share up. */
function wrongWith(budget: BudgetEntry, asked: readonly number[]): string | null {
  const { expectedPods, desiredHealthy, maxUnavailable, minAvailable } = budget;
  if (!asked.includes(expectedPods)) {
    return `expected ${expectedPods} pods of a set of ${asked.join(' or ')}`;
  }
  const desired =
    maxUnavailable === null
      ? scaled(minAvailable ?? '0', expectedPods)
      : Math.max(0, expectedPods - scaled(maxUnavailable, expectedPods));
  if (desired === desiredHealthy) return null;
  return `wanted ${desiredHealthy} of ${expectedPods} healthy where ${desired} are asked for`;
}

function scaled(share: string, base: number): number {
  if (!share.endsWith('%')) return Number(share);
  return Math.ceil((Number(share.slice(0, -1)) * base) / 100);
}

function needsBase({ maxUnavailable, minAvailable }: BudgetEntry): boolean {
  return maxUnavailable !== null || (minAvailable ?? '').endsWith('%');
}

/** The API server writes a budget too, when it grants an eviction, and counts nothing then. */
function isControllers(budget: BudgetEntry, before: BudgetEntry | undefined): boolean {
  const { observedGeneration, generation, disruptedPods } = budget;
  if (observedGeneration === 0 || observedGeneration < generation) return false;
  return !before || Object.keys(disruptedPods).every((pod) => pod in before.disruptedPods);
}

function replicasDuring({ states }: SetTimeline, from: number, to: number): readonly number[] {
  return [...new Set(statesDuring(states, from, to).map(({ replicas }) => replicas))];
}
