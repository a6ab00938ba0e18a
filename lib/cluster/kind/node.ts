import type { ClusterNode } from '../../model/cluster.ts';
import { enteredNode, type NodeFacts } from '../entered-node.ts';

/** A node that is a container, entered through the container engine. */
export function kindNode(facts: NodeFacts): ClusterNode {
  return enteredNode(facts, ({ input }) => [
    ...['docker', 'exec', ...(input ? ['--interactive'] : [])],
    facts.name,
  ]);
}
