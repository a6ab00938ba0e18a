import type { KubernetesObject } from '@kubernetes/client-node';
import type { Deployment } from '../model/workload.ts';

/** Admission writes these limits into every container of the namespace that has none. */
export function limitsByDefault(
  name: string,
  limits: Readonly<Record<string, string>>,
  { namespace, run }: Deployment,
): KubernetesObject & { readonly spec: object } {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name, namespace, labels: { 'steadfast.dev/run': run } },
    spec: { limits: [{ type: 'Container', default: limits }] },
  };
}
