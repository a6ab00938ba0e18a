import { join } from 'node:path';
import type { NodePower } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { processesIn } from './groups.ts';
import { isOn } from './is-on.ts';
import type { ClusterPlan, NodePlan } from './plan.ts';
import { ON, readPower, uptime, writePower } from './power-file.ts';

/**
 * The supervisor is the timer: it looks at the lease ten times a second, outlives the runner, and
 * nothing that is done to a node reaches it.
 */
export function powerOf(plan: ClusterPlan, node: NodePlan): NodePower {
  return {
    async off({ id, seconds }) {
      const { power, lease } = readPower(node);
      if (power === 'off' && lease?.id !== id) throw alreadyOff(node);
      writePower(node, { power: 'off', lease: { id, seconds, renewed: uptime() }, fired: null });
    },

    async renew({ id, seconds }) {
      const { lease, fired } = readPower(node);
      if (lease?.id !== id) {
        throw new HarnessError({
          what: `the lease of ${node.name}'s power cannot be renewed`,
          lastSeen: fired ? `${fired.id} ran out` : `it is ${lease?.id ?? 'nobody'}'s, not ${id}'s`,
        });
      }
      writePower(node, { power: 'off', lease: { id, seconds, renewed: uptime() }, fired: null });
    },

    async on() {
      writePower(node, ON);
    },

    async state() {
      const { lease, fired } = readPower(node);
      return {
        processes: await processesIn(join(plan.group, node.name)),
        up: isOn(node),
        lease: lease ? `${lease.id}, ${lease.seconds} s` : null,
        fired: fired ? `${fired.id} fired ${fired.after} s after its lease` : null,
      };
    },
  };
}

function alreadyOff({ name }: NodePlan): HarnessError {
  return new HarnessError({ what: `${name} is off already`, tryThis: 'steadfast heal' });
}
