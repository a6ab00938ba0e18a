import type { V1LabelSelector, V1PodDisruptionBudget } from '@kubernetes/client-node';
import { type Api, connect } from '../cluster/api.ts';
import type { Refusal } from './blast-radius.ts';
import { RUN_LABEL } from './namespace.ts';
import type { Stage } from './stage.ts';

/**
 * Faults that do not ask the eviction API would take members that a budget protects. Budgets of the
 * run's own are part of its stories; everybody else's are kept, whoever owns the members.
 */
export async function budgetRefusal(
  { cluster, namespace, run }: Pick<Stage, 'cluster' | 'namespace' | 'run'>,
  victims: readonly string[],
): Promise<Refusal | null> {
  if (victims.length === 0) return null;
  const api = connect(cluster);
  const { items } = await api.policy.listNamespacedPodDisruptionBudget({ namespace });
  for (const budget of items) {
    if (budget.metadata?.labels?.[RUN_LABEL] === run) continue;
    const hit = (await protectedBy(api, budget)).filter((name) => victims.includes(name)).length;
    const room = budget.status?.disruptionsAllowed ?? 0;
    if (hit <= room) continue;
    const name = budget.metadata?.name ?? '';
    return {
      lacks: `room: the budget ${name} leaves ${room} to be taken, and this takes ${hit}`,
      tryThis: 'again when more members are Ready, or a budget with more room',
    };
  }
  return null;
}

async function protectedBy(api: Api, budget: V1PodDisruptionBudget): Promise<readonly string[]> {
  const namespace = budget.metadata?.namespace ?? '';
  const labelSelector = selectorText(budget.spec?.selector ?? {});
  const { items } = await api.core.listNamespacedPod({ namespace, labelSelector });
  return items.flatMap(({ metadata }) => metadata?.name ?? []);
}

/** A selector as a query; an empty one means every pod to a budget and to a query alike. */
export function selectorText({ matchLabels = {}, matchExpressions = [] }: V1LabelSelector): string {
  const labels = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  const expressions = matchExpressions.map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
  });
  return [...labels, ...expressions].join(',');
}
