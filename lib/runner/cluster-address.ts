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
