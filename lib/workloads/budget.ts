import type { V1PodDisruptionBudget, V1PodDisruptionBudgetSpec } from '@kubernetes/client-node';
import type { Deployment } from '../model/workload.ts';

type Asked = Pick<
  V1PodDisruptionBudgetSpec,
  'minAvailable' | 'maxUnavailable' | 'unhealthyPodEvictionPolicy'
>;

/** A budget over the pods that carry these labels. */
export function budget(
  name: string,
  matchLabels: Readonly<Record<string, string>>,
  asked: Asked,
): (deployment: Deployment) => readonly V1PodDisruptionBudget[] {
  return ({ namespace, run }) => [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name, namespace, labels: { 'steadfast.dev/run': run } },
      spec: { selector: { matchLabels: { ...matchLabels } }, ...asked },
    },
  ];
}

/** What the members of the witness set are known by. */
export const WITNESSES = { 'app.kubernetes.io/name': 'web' };

/** What the members of a bench set are known by. */
export function benchOf(name: string): Readonly<Record<string, string>> {
  return { 'steadfast.dev/bench': name };
}
