import type { ClusterSpec } from '../model/cluster.ts';
import { waitFor } from '../support/wait.ts';
import type { Api } from './api.ts';
import { NAMESPACE } from './layout.ts';

/** What a run cannot do without, beside the nodes. */
const NEEDED = [
  { namespace: 'kube-system', name: 'coredns' },
  { namespace: NAMESPACE, name: 'local-path-provisioner' },
] as const;

type Waiting = Pick<ClusterSpec, 'progress' | 'signal'>;

/** Waits until so many nodes are Ready, and everything a run needs beside them. */
export async function clusterReady(api: Api, nodes: number, waiting: Waiting): Promise<void> {
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
  for (const { namespace, name } of NEEDED) {
    await waitFor({
      what: `${name} to be available`,
      limit: 'podReadyMs',
      signal: waiting.signal,
      read: () => api.apps.readNamespacedDeployment({ namespace, name }),
      until: ({ spec, status }) => (status?.availableReplicas ?? 0) >= (spec?.replicas ?? 1),
      describe: ({ status }) => `${status?.availableReplicas ?? 0} available`,
    });
    waiting.progress(`${name} is available`);
  }
}
