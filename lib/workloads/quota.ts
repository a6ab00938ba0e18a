import type { V1ResourceQuota } from '@kubernetes/client-node';
import type { Deployment } from '../model/workload.ts';

/** A limit on how many objects of some kinds the story's namespace may hold. */
export function quota(
  name: string,
  hard: Readonly<Record<string, string>>,
  { namespace, run }: Deployment,
): V1ResourceQuota {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name, namespace, labels: { 'steadfast.dev/run': run } },
    spec: { hard: { ...hard, resourcequotas: '1' } },
  };
}
