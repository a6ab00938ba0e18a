import type { StatefulPromise } from '../../model/promise.ts';
import { deletesPassBudgets, disruptedByName, evictionsSaySo } from './around-the-budget.ts';
import { budgetCountsReplicas } from './budget-counts-replicas.ts';
import {
  budgetsHaveEdges,
  unhealthyPolicyRespected,
  usedUpBudgetRefuses,
} from './budget-guards-evictions.ts';
import { drainsStepByStep } from './drains-step-by-step.ts';
import { budgetShrinksUnwatched, concurrentEvictionsCounted } from './evictions-within-budget.ts';

/** What may be taken from a set on purpose, and who counts. */
export const disruptionPromises: readonly StatefulPromise[] = [
  usedUpBudgetRefuses,
  budgetCountsReplicas,
  concurrentEvictionsCounted,
  deletesPassBudgets,
  unhealthyPolicyRespected,
  budgetsHaveEdges,
  disruptedByName,
  evictionsSaySo,
  drainsStepByStep,
  budgetShrinksUnwatched,
];
