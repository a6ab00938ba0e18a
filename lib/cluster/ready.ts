import type { ClusterSpec } from '../model/cluster.ts';
import { waitFor } from '../support/wait.ts';
import type { Api } from './api.ts';

const DNS: Served = { kind: 'deployment', namespace: 'kube-system', name: 'coredns' };

/** A part of a cluster that a run cannot do without, beside the nodes. */
export interface Served {
  readonly kind: 'deployment' | 'daemon set';
  readonly namespace: string;
  readonly name: string;
}

type Waiting = Pick<ClusterSpec, 'progress' | 'signal'>;

/** Waits until so many nodes are Ready, and names and volumes are to be had. */
export async function clusterReady(
  api: Api,
  { nodes, storage }: { readonly nodes: number; readonly storage: Served },
  waiting: Waiting,
): Promise<void> {
  await waitFor({
    what: 'all nodes to be Ready',
    limit: 'nodeReadyMs',
    signal: waiting.signal,
    read: async () =>
      (await api.core.listNode()).items.map((node) => ({
        name: node.metadata?.name ?? '',
        ready: node.status?.conditions?.find(({ type }) => type === 'Ready'),
      })),
    until: (found) => found.length >= nodes && found.every(({ ready }) => ready?.status === 'True'),
    describe: (found) =>
      found.map(({ name, ready }) => `${name} ${ready?.message ?? 'unknown'}`).join('; ') ||
      'no node has registered',
  });
  waiting.progress('all nodes are Ready');
  for (const part of [DNS, storage]) {
    await waitFor({
      what: `${part.name} to be available`,
      limit: 'podReadyMs',
      signal: waiting.signal,
      read: () => availabilityOf(api, part),
      until: ({ available, wanted }) => wanted > 0 && available >= wanted,
      describe: ({ available, wanted }) => `${available} of ${wanted} available`,
    });
    waiting.progress(`${part.name} is available`);
  }
}

async function availabilityOf({ apps }: Api, { kind, namespace, name }: Served) {
  if (kind === 'deployment') {
    const { spec, status } = await apps.readNamespacedDeployment({ namespace, name });
    return { available: status?.availableReplicas ?? 0, wanted: spec?.replicas ?? 1 };
  }
  const { status } = await apps.readNamespacedDaemonSet({ namespace, name });
  const wanted = status?.desiredNumberScheduled ?? 0;
  return { available: status?.numberAvailable ?? 0, wanted };
}
