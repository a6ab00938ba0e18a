import type { History } from '../../model/entry.ts';
import { groupBy } from '../../model/history.ts';
import { outagesOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { StatefulPromise } from '../../model/promise.ts';
import { stateAt, statesDuring } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';
import {
  type BudgetEntry,
  budgetsOf,
  type EvictionAsked,
  evictionsAsked,
  wasGranted,
} from './evictions.ts';

/**
 * Two who drain at once each see that one more may go. Only one of them may be right, and the API
 * server has to know which.
 */
export const concurrentEvictionsCounted: StatefulPromise = {
  id: 'SS-PDB-004',
  level: 'MUST',
  statement: 'Evictions that are asked for at once MUST NOT exceed what their budget allows',
  source: SOURCES.disruptions,
  since: '1.21',
  check(history) {
    const on = tally();
    const budgets = budgetsOf(history).all;
    for (const batch of batchesOf(evictionsAsked(history))) {
      const span = spanOf(batch);
      // One after the other they would be another promise's business.
      if (batch.length > 1) judge(history, budgets, batch, span, on);
    }
    return on.findings();
  },
};

/**
 * Whoever counts the healthy may be away. Then what was left of the budget may be used up, and
 * nothing may be added to it: nobody has looked.
 */
export const budgetShrinksUnwatched: StatefulPromise = {
  id: 'SS-PDB-010',
  level: 'SHOULD',
  statement:
    'While nobody counts the healthy, a budget SHOULD only shrink, and no eviction be granted ' +
    'beyond what was allowed last',
  source: SOURCES.disruptions,
  since: 'all',
  check(history) {
    const on = tally();
    const budgets = budgetsOf(history).all;
    const asked = evictionsAsked(history);
    for (const { inForce, end } of outagesOf(history, 'controller-manager')) {
      const until = end?.at ?? Number.POSITIVE_INFINITY;
      // A blow is over at once: there is nobody away whom one could wait for.
      if (end === inForce) continue;
      const during = asked.filter(({ from, to }) => from >= inForce.at && to <= until);
      const span = { from: inForce.at, to: end?.at ?? during.at(-1)?.to ?? inForce.at };
      if (during.length === 0) continue;
      judge(history, budgets, during, { ...span, grows: false }, on);
    }
    return on.findings();
  },
};

interface Span {
  readonly from: number;
  readonly to: number;
  /** Whether the budget's controller is there to allow more meanwhile. */
  readonly grows: boolean;
}

function judge(
  history: History,
  budgets: readonly (readonly BudgetEntry[])[],
  asked: readonly EvictionAsked[],
  { from, to, grows }: Span,
  { trial, violation, blind }: Tally,
): void {
  const gaps = gapsOf(history);
  const perBudget = groupBy(
    asked.filter(({ states, budgets: covering }) => covering.length === 1 && isGuarded(states)),
    ({ budgets: [states] }) => states?.[0]?.uid,
  );
  for (const [uid, own] of perBudget) {
    const states = budgets.find(([first]) => first?.uid === uid) ?? [];
    const { allowed, most, grown } = allowance(states, from, to, grows);
    const granted = own.filter(({ request }) => wasGranted(request)).map(({ request }) => request);
    if (allowed === null || own.length <= most) continue;
    const clock = own[0]?.request.clock ?? 'runner';
    const gap = gaps.over({ on: ['pdb'], from: { clock, at: from }, to: { clock, at: to } });
    const evidence = [allowed, ...granted.slice(-3)];
    if (gap) {
      blind(`how many evictions ${allowed.name} allowed`, gap);
    } else if (granted.length > most) {
      const count = `${granted.length} of ${own.length} evictions were granted`;
      violation(`${count} where ${allowed.name} allowed ${most}`, evidence);
    } else if (grown) {
      violation(`${grown.name} allowed more while nobody could count`, [allowed, grown]);
    } else {
      trial();
    }
  }
}

/** Most that may be granted: what was allowed at first, and what was added on the way. */
function allowance(states: readonly BudgetEntry[], from: number, to: number, grows: boolean) {
  const before = statesDuring(states, from - SLACK.watchLagMs, from);
  const allowed = stateAt(states, from);
  let most = Math.max(0, ...before.map(({ disruptionsAllowed }) => disruptionsAllowed));
  let last = allowed;
  let grown: BudgetEntry | null = null;
  for (const state of states.filter(({ at }) => at > from && at <= to + SLACK.watchLagMs)) {
    const more = state.disruptionsAllowed - (last?.disruptionsAllowed ?? 0);
    if (more > 0 && grows) most += more;
    // What was counted just before the outage is heard of just after it began.
    else if (more > 0 && state.at > from + SLACK.controllerLagMs) grown = state;
    last = state;
  }
  return { allowed, most, grown };
}

/** Pending, ended and Terminating members need no budget. */
function isGuarded(states: EvictionAsked['states']): boolean {
  return (
    states.length > 0 && states.every(({ phase, deleting }) => phase === 'Running' && !deleting)
  );
}

/** Requests that were on their way together. */
function batchesOf(asked: readonly EvictionAsked[]): readonly EvictionAsked[][] {
  const batches: EvictionAsked[][] = [];
  for (const one of [...asked].sort((first, second) => first.from - second.from)) {
    const batch = batches.at(-1);
    const isTogether = batch?.some(({ to }) => to > one.from);
    if (batch && isTogether) batch.push(one);
    else batches.push([one]);
  }
  return batches;
}

function spanOf(batch: readonly EvictionAsked[]): Span {
  const from = Math.min(...batch.map((asked) => asked.from));
  return { from, to: Math.max(...batch.map(({ to }) => to)), grows: true };
}
