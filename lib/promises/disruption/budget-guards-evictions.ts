import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import {
  type EvictionAsked,
  evictionsAsked,
  isUsedUp,
  wasGranted,
  wasReadyThroughout,
} from './evictions.ts';

const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

/** What the eviction API owes in a situation, or null when the situation is another one's. */
interface Rule {
  /** Says what it was that asked for this answer. */
  readonly when: (asked: EvictionAsked) => string | null;
  readonly due: 'granted' | 'refused' | 'failed';
}

/** A budget is a promise to the set's owner: the eviction API keeps it, and nothing else does. */
export const usedUpBudgetRefuses: StatefulPromise = {
  id: 'SS-PDB-001',
  level: 'MUST',
  statement: 'The eviction of a Ready member MUST be refused while its budget is used up',
  source: SOURCES.disruptions,
  since: 'policy/v1 1.21',
  check: (history) =>
    checkAnswers(history, [
      {
        due: 'refused',
        when: ({ states, budgets }) =>
          budgets.length === 1 && budgets.every(isUsedUp) && wasReadyThroughout(states)
            ? 'while its budget was used up'
            : null,
      },
    ]),
};

/**
 * A member that is not Ready serves nobody, and yet its data may be what the others recover from.
 * The budget's owner decides, and by default such a member is protected while too few are well.
 */
export const unhealthyPolicyRespected: StatefulPromise = {
  id: 'SS-PDB-006',
  level: 'SHOULD',
  statement:
    'The eviction of a member that is not Ready SHOULD be refused below budget, and granted ' +
    'where the policy is AlwaysAllow',
  source: SOURCES.unhealthyPolicy,
  since: '1.26 alpha,1.27 beta,1.31 GA',
  check: (history) =>
    checkAnswers(history, [
      {
        due: 'refused',
        when: (asked) =>
          isUnready(asked) && isBelow(asked) && hasPolicy(asked, 'IfHealthyBudget')
            ? 'while it was not Ready and too few others were'
            : null,
      },
      {
        due: 'granted',
        when: (asked) =>
          isUnready(asked) && hasPolicy(asked, 'AlwaysAllow')
            ? 'while it was not Ready, under AlwaysAllow'
            : null,
      },
    ]),
};

/** Two traps for whoever drains by a script: what is not protected, and what is never granted. */
export const budgetsHaveEdges: StatefulPromise = {
  id: 'SS-PDB-007',
  level: 'INFORMATIONAL',
  statement:
    'A member that is Pending, ended or Terminating MAY be evicted whatever its budget says, and ' +
    'one under two budgets not at all',
  source: SOURCES.disruptions,
  since: 'all',
  check: (history) =>
    checkAnswers(history, [
      {
        due: 'granted',
        when: ({ states, budgets }) =>
          budgets.length > 0 && states.length > 0 && states.every(needsNoBudget)
            ? 'while it was Pending, ended or Terminating'
            : null,
      },
      {
        due: 'failed',
        when: ({ states, budgets }) =>
          budgets.length > 1 && states.length > 0 && states.every(isRunning)
            ? 'while two budgets covered it'
            : null,
      },
    ]),
};

function checkAnswers(history: History, rules: readonly Rule[]): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const asked of evictionsAsked(history)) {
    const { request, member, from, to, budgets } = asked;
    for (const { when, due } of rules) {
      const situation = when(asked);
      if (situation === null) continue;
      const clock = request.clock;
      const gap = gaps.over({
        on: ['pdb', 'pod'],
        from: { clock, at: from },
        to: { clock, at: to },
      });
      if (gap) {
        blind(`whether ${member.pod} might have been evicted`, gap);
      } else if (isAsDue(request.code, due)) {
        trial();
      } else if (isAnswer(request.code, due)) {
        const answer = wasGranted(request) ? 'granted' : `answered with ${request.code}`;
        const evidence = [request, asked.states.at(-1), ...budgets.map((states) => states.at(-1))];
        violation(`the eviction of ${member.pod} was ${answer} ${situation}`, evidence);
      }
    }
  }
  return findings();
}

function isAsDue(code: number, due: Rule['due']): boolean {
  if (due === 'refused') return code === TOO_MANY_REQUESTS;
  return due === 'failed' ? code === SERVER_ERROR : code >= 200 && code < 300;
}

/** A pod that went meanwhile, or a server that broke, has said nothing about budgets. */
function isAnswer(code: number, due: Rule['due']): boolean {
  return (code >= 200 && code < 300) || (code === TOO_MANY_REQUESTS && due !== 'refused');
}

function isUnready({ states }: EvictionAsked): boolean {
  return states.length > 0 && states.every((state) => isRunning(state) && !state.ready);
}

function isBelow({ budgets }: EvictionAsked): boolean {
  return (
    budgets.length === 1 &&
    budgets.every((states) =>
      states.every(({ currentHealthy, desiredHealthy }) => currentHealthy < desiredHealthy),
    )
  );
}

function hasPolicy({ budgets }: EvictionAsked, policy: string): boolean {
  return (
    budgets.length === 1 &&
    budgets.every((states) =>
      states.every(
        ({ unhealthyPolicy, generation, observedGeneration }) =>
          (unhealthyPolicy ?? 'IfHealthyBudget') === policy && observedGeneration >= generation,
      ),
    )
  );
}

function isRunning({ phase, deleting, op }: EvictionAsked['states'][number]): boolean {
  return phase === 'Running' && deleting === null && op !== 'deleted';
}

function needsNoBudget({ phase, deleting, op }: EvictionAsked['states'][number]): boolean {
  return op !== 'deleted' && (phase !== 'Running' || deleting !== null);
}
