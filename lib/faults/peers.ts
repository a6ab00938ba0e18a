import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { type Reached, reach } from './reach.ts';
import { KUBELET } from './split-proof.ts';

/** Another node to look at this one from: the control plane where that is another. */
export function peerOf({ nodes }: Cluster, node: ClusterNode): ClusterNode {
  const others = nodes.filter((other) => other !== node);
  const peer = others.find(({ role }) => role === 'control-plane') ?? others[0];
  if (peer) return peer;
  throw new HarnessError({ what: `${node.name} has nobody beside it` });
}

/** Whether the node's kubelet answers to another node. */
export async function kubeletHeard(
  node: ClusterNode,
  from: ClusterNode,
): Promise<Reached['answer']> {
  const [reached] = await reach(from, [{ address: node.address, port: KUBELET }]);
  return reached?.answer ?? 'silent';
}
