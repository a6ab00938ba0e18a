import type { ClusterNode } from '../../model/cluster.ts';
import { attempt } from '../../support/exec.ts';
import type { NodeContainer } from './containers.ts';
import { NETWORK_FILE, podRangeIn } from './network.ts';
import { kindNode } from './node.ts';
import type { Places } from './places.ts';
import { powerOf } from './power.ts';

/** The nodes of a cluster as its containers tell of them, each with its switch. */
export async function nodesOf(
  places: Places,
  containers: readonly NodeContainer[],
): Promise<readonly ClusterNode[]> {
  const nodes: ClusterNode[] = [];
  for (const { container, text } of await Promise.all(containers.map(withNetwork))) {
    const node = kindNode({ ...container, podRange: podRangeIn(text) ?? '' });
    nodes.push(Object.assign(node, { power: powerOf(places, container.name, nodes) }));
  }
  return nodes;
}

async function withNetwork(container: NodeContainer) {
  return { container, text: await textIn(container, NETWORK_FILE) };
}

/** A file of a node, whether it runs or not; empty when there is no such file. */
export async function textIn({ name }: NodeContainer, file: string): Promise<string> {
  const script = 'docker cp "$1:$2" - 2>/dev/null | tar -xO 2>/dev/null';
  return (await attempt(['sh', '-c', script, 'sh', name, file])).stdout;
}
