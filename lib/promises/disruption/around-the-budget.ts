import type { EntryOf, History } from '../../model/entry.ts';
import { answeredAt, endOf, entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, statesDuring } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import {
  type BudgetEntry,
  budgetsOf,
  evictedMembers,
  isUsedUp,
  wasGranted,
  wasReadyThroughout,
} from './evictions.ts';

/** A budget guards one door. Deletions, updates and the cluster's own evictions use others. */
export const deletesPassBudgets: StatefulPromise = {
  id: 'SS-PDB-005',
  level: 'INFORMATIONAL',
  statement: 'The deletion of a Ready member MAY pass although its budget is used up',
  source: SOURCES.budgets,
  since: 'all',
  check: checkDeletes,
};

/** Whoever looks at a pod that goes can tell that it was evicted, and need not ask around. */
export const evictionsSaySo: StatefulPromise = {
  id: 'SS-PDB-009',
  level: 'SHOULD',
  statement: 'A member that is evicted SHOULD say so in a condition before it is deleted',
  source: SOURCES.podConditions,
  since: '1.26+',
  check: checkConditions,
};

/**
 * A StatefulSet uses names again, and the books of a budget are kept by name. The entry goes when
 * the deletion is heard of; if that is missed, a replacement stands in for the one that went.
 */
export const disruptedByName: StatefulPromise = {
  id: 'SS-PDB-008',
  level: 'INFORMATIONAL',
  statement:
    'A granted eviction is entered by the name of its pod for 2 minutes at most, and a ' +
    'replacement MAY count as disrupted for as long',
  source: SOURCES.disruptions,
  since: 'all',
  check: checkEntries,
};

function checkDeletes(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const budgets = budgetsOf(history);
  const members = incarnationsOf(history);
  for (const request of entriesOf(history, 'request')) {
    const { verb, resource, dryRun, code, uid, clock } = request;
    const member = members.find((candidate) => candidate.uid === uid);
    if (verb !== 'delete' || resource !== 'pods' || dryRun || code === 0 || !member) continue;
    const from = request.at;
    const states = statesDuring(member.states, from, answeredAt(request)).filter(
      ({ deleting, op }) => deleting === null && op !== 'deleted',
    );
    const covering = budgets.covering(states, from, answeredAt(request));
    if (!wasReadyThroughout(states) || !covering.some(isUsedUp)) continue;
    const to = { clock, at: answeredAt(request) };
    const gap = gaps.over({ on: ['pdb', 'pod'], from: { clock, at: from }, to });
    if (gap) blind(`whether ${member.pod} could be deleted`, gap);
    else if (wasGranted(request)) trial();
    else if (isRefusal(request)) violation(`the deletion of ${member.pod} was refused`, [request]);
  }
  return findings();
}

function isRefusal({ code }: EntryOf<'request'>): boolean {
  return code === 429 || code === 403 || code === 422;
}

function checkConditions(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { member, granted } of evictedMembers(history)) {
    const { deleting, states, pod } = member;
    const wasGoing = deleting && granted.kind === 'request' && deleting.at < granted.at;
    if (!deleting || wasGoing) continue;
    const gap = gaps.over({ on: ['pod'], from: states[0] ?? deleting, to: deleting });
    const before = states.filter(({ rv }) => rv <= deleting.rv);
    const says = before.find(({ disruption }) => disruption === 'EvictionByEvictionAPI');
    if (says) {
      if (gap) blind(`what ${pod} said of its eviction`, gap);
      else trial();
    } else if (gap) {
      blind(`what ${pod} said of its eviction`, gap);
    } else {
      violation(`${pod} was evicted, and never said so`, [granted, deleting]);
    }
  }
  return findings();
}

function checkEntries(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const names = new Set(incarnationsOf(history).map(({ pod }) => pod));
  const end = endOf(history);
  for (const states of budgetsOf(history).all) {
    for (const { pod, first, struckOut } of entered(states)) {
      const until = struckOut?.at ?? end;
      const to = { clock: first.clock, at: until };
      const gap = gaps.over({ on: ['pdb', 'pod'], from: first, to });
      if (gap) {
        blind(`for how long ${pod} counted as disrupted`, gap);
      } else if (!names.has(pod)) {
        violation(`${first.name} entered ${pod}, which is no member's name`, [first]);
      } else if (until - first.at > SLACK.disruptedMs) {
        const seconds = Math.round((until - first.at) / 1000);
        violation(`${pod} counted as disrupted for ${seconds} s`, [first, struckOut]);
      } else if (struckOut) {
        trial();
      }
    }
  }
  return findings();
}

/** Each stretch in which a budget counted a name among its disrupted. */
function entered(states: readonly BudgetEntry[]) {
  const stretches: { pod: string; first: BudgetEntry; struckOut: BudgetEntry | null }[] = [];
  for (const state of states) {
    const open = stretches.filter(({ struckOut }) => struckOut === null);
    for (const stretch of open) {
      if (!(stretch.pod in state.disruptedPods)) stretch.struckOut = state;
    }
    for (const pod of Object.keys(state.disruptedPods)) {
      const isOpen = open.some((stretch) => stretch.pod === pod);
      if (!isOpen) stretches.push({ pod, first: state, struckOut: null });
    }
  }
  return stretches;
}
