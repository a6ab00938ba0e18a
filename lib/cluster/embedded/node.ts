import type { ClusterNode } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { enteredNode } from '../entered-node.ts';
import { pidOf } from './is-on.ts';
import { type ClusterPlan, NODE_PATH, type NodePlan } from './plan.ts';
import { powerOf } from './power.ts';

const ENVIRONMENT = [`PATH=${NODE_PATH}`, 'HOME=/root', 'LANG=C.UTF-8'];

/** A node that is a set of namespaces: first into the cluster's, then into the node's own. */
export function embeddedNode(
  cluster: ClusterPlan,
  plan: NodePlan,
  supervisor: number,
): ClusterNode {
  const enter = () => {
    const outer = ['nsenter', `--target=${supervisor}`, '--mount', '--pid', '--net', '--'];
    const inner = ['nsenter', `--target=${firstProcessOf(plan)}`, '--all', '--'];
    return [...outer, ...inner, 'env', '-i', ...ENVIRONMENT];
  };
  return Object.assign(enteredNode(plan, enter), { power: powerOf(cluster, plan) });
}

function firstProcessOf(plan: NodePlan): number {
  const pid = pidOf(plan);
  if (pid !== null) return pid;
  throw new HarnessError({
    what: `${plan.name} is switched off`,
    tryThis: 'steadfast heal',
  });
}
