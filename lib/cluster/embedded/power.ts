import { join } from 'node:path';
import type { NodePower } from '../../model/cluster.ts';
import { leasedSwitch } from '../leased-switch.ts';
import { processesIn } from './groups.ts';
import { isOn } from './is-on.ts';
import type { ClusterPlan, NodePlan } from './plan.ts';

/**
 * The supervisor is the timer: it looks at the word ten times a second and does what it says. It
 * outlives the runner, and nothing that is done to a node reaches it.
 */
export function powerOf(plan: ClusterPlan, node: NodePlan): NodePower {
  return leasedSwitch({
    ...node,
    look: async () => ({
      processes: await processesIn(join(plan.group, node.name)),
      up: isOn(node),
    }),
  });
}
