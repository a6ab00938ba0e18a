import { readFileSync } from 'node:fs';
import type { ClusterNode } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { enteredNode } from '../entered-node.ts';
import { NODE_PATH, type NodePlan } from './plan.ts';
import { pidFile } from './supervision.ts';

const ENVIRONMENT = [`PATH=${NODE_PATH}`, 'HOME=/root', 'LANG=C.UTF-8'];

/** A node that is a set of namespaces: first into the cluster's, then into the node's own. */
export function embeddedNode(plan: NodePlan, supervisor: number): ClusterNode {
  return enteredNode(plan, () => {
    const outer = ['nsenter', `--target=${supervisor}`, '--mount', '--pid', '--net', '--'];
    const inner = ['nsenter', `--target=${firstProcessOf(plan)}`, '--all', '--'];
    return [...outer, ...inner, 'env', '-i', ...ENVIRONMENT];
  });
}

export function isOn(plan: NodePlan): boolean {
  return pidOf(plan) !== null;
}

function firstProcessOf(plan: NodePlan): number {
  const pid = pidOf(plan);
  if (pid !== null) return pid;
  throw new HarnessError({
    what: `${plan.name} is switched off`,
    tryThis: 'steadfast heal',
  });
}

function pidOf(plan: NodePlan): number | null {
  try {
    return Number(readFileSync(pidFile(plan), 'utf8')) || null;
  } catch {
    return null;
  }
}
