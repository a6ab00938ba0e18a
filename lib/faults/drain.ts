import type { V1Pod } from '@kubernetes/client-node';
import { connect, refusalOf } from '../cluster/api.ts';
import { isSystemNamespace } from '../model/blast-radius.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { apiLoan } from './api-loan.ts';
import { type CordonParams, closeNode, marked, NODE_PERMISSIONS, proveClosed } from './cordon.ts';
import { markLeft, undoMarked } from './marked-object.ts';

const MIRROR = 'kubernetes.io/config.mirror';
/** Budgets say "not now" with the first, and a server that is asked too often with the second. */
const LATER: readonly number[] = [429, 500];

/**
 * Services a node as an operator does: cordons it and asks for the eviction of every pod there, as
 * often as budgets need. Daemons stay, and so do the pods of the cluster itself.
 */
export const drain: Loan<CordonParams> = apiLoan<CordonParams>({
  name: 'drain',
  needs: [],
  reach: 'node',
  permissions: [
    ...NODE_PERMISSIONS,
    { group: '', resource: 'pods', verb: 'list', scope: 'cluster' },
    { group: '', resource: 'pods', subresource: 'eviction', verb: 'create', scope: 'cluster' },
  ],
  targetOf: ({ node }) => node,
  undoLine: ({ node }) => undoMarked(marked('drain', node)),

  async harm(cluster, { node }) {
    await closeNode(cluster, marked('drain', node));
    await evictAll(cluster, node);
  },

  keepUp: (cluster, { node }) => evictAll(cluster, node),

  async isInForce(cluster, { node }) {
    const closed = await proveClosed(cluster, marked('drain', node));
    const left = (await evictable(cluster, node)).map(({ metadata }) => metadata?.name ?? '');
    return {
      holds: closed.holds && left.length === 0,
      says: `${closed.says}; pods still to go: ${left.join(', ') || 'none'}`,
    };
  },

  left: (cluster, { node }) => markLeft(cluster, marked('drain', node)),
});

async function evictAll(cluster: Cluster, node: string): Promise<void> {
  const { core } = connect(cluster);
  for (const { metadata } of await evictable(cluster, node)) {
    const { name = '', namespace = '', uid, deletionTimestamp } = metadata ?? {};
    if (deletionTimestamp || !uid) continue;
    const body = {
      ...{ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } },
      deleteOptions: { preconditions: { uid } },
    };
    try {
      await core.createNamespacedPodEviction({ name, namespace, body });
    } catch (error) {
      const { code = 0 } = refusalOf(error) ?? {};
      // Gone meanwhile, or another of its name by now: asked again at the next turn, if at all.
      if (![404, 409, ...LATER].includes(code)) throw error;
    }
  }
}

async function evictable(cluster: Cluster, node: string): Promise<readonly V1Pod[]> {
  const fieldSelector = `spec.nodeName=${node}`;
  const { items } = await connect(cluster).core.listPodForAllNamespaces({ fieldSelector });
  return items.filter(({ metadata, status }) => {
    const isDaemon = metadata?.ownerReferences?.some(({ kind }) => kind === 'DaemonSet') ?? false;
    const isMirror = metadata?.annotations?.[MIRROR] !== undefined;
    const isOver = status?.phase === 'Succeeded' || status?.phase === 'Failed';
    return !isDaemon && !isMirror && !isOver && !isSystemNamespace(metadata?.namespace ?? '');
  });
}
