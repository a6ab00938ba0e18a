import { z } from 'zod';
import type { Cluster, ClusterAddress } from '../model/cluster.ts';

/** Enough to find a cluster again from another process: what debts and run notes remember. */
export const addressSchema = z.object({
  provider: z.enum(['kind', 'embedded', 'existing']),
  cluster: z.string(),
  kubeconfig: z.string(),
  context: z.string(),
});

export function addressOf({ subject, kubeconfig, context }: Cluster): ClusterAddress {
  return { provider: subject.provider, cluster: subject.cluster, kubeconfig, context };
}

/** Whether something was noted of a cluster that is known by its provider and its name. */
export function isOn(
  { cluster }: { readonly cluster: ClusterAddress },
  meant: { readonly provider: string; readonly name: string },
): boolean {
  return cluster.provider === meant.provider && cluster.cluster === meant.name;
}
