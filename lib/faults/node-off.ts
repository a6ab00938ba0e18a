import type { ClusterNode, NodePower, PowerState } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { nodeOf } from './node-program.ts';
import { kubeletHeard, peerOf } from './peers.ts';

export type NodeOffParams = { readonly node: string };

/**
 * A node loses its power: all of it ends at once, and nobody there gets to say a last word. The
 * undo is a boot. Its disk stays, and with it what its processes wrote: the host keeps that for it.
 * The timer is the switch's own, for a node that is off can keep none.
 */
export const nodeOff: Loan<NodeOffParams> = {
  kind: 'loan',
  name: 'node-off',
  needs: ['node-exec', 'node-power'],
  reach: 'node',

  inject: (cluster, { node }, lease) => powerOf(nodeOf(cluster, node)).off(lease),
  renew: (cluster, { node }, lease) => powerOf(nodeOf(cluster, node)).renew(lease),

  async isInForce(cluster, params) {
    const node = nodeOf(cluster, params.node);
    const state = await powerOf(node).state();
    const answer = await kubeletHeard(node, peerOf(cluster, node));
    return {
      holds: state.processes === 0 && state.lease !== null && answer === 'silent',
      says: textOf(node, state, answer),
    };
  },

  undo: (cluster, { node }) => powerOf(nodeOf(cluster, node)).on(),

  async isUndone(cluster, params) {
    const node = nodeOf(cluster, params.node);
    const state = await powerOf(node).state();
    const answer = await kubeletHeard(node, peerOf(cluster, node));
    const free = state.lease === null && state.fired === null;
    return {
      holds: state.up && free && answer === 'connected',
      says: textOf(node, state, answer),
    };
  },

  async hasFired(cluster, params) {
    const { fired } = await powerOf(nodeOf(cluster, params.node)).state();
    return { holds: fired !== null, says: fired ?? `no timer has switched ${params.node} on` };
  },
};

function powerOf(node: ClusterNode): NodePower {
  if (node.power) return node.power;
  throw new HarnessError({ what: `${node.name} has no switch that a timer could be kept beside` });
}

function textOf(node: ClusterNode, state: PowerState, answer: string): string {
  const { processes, up, lease, fired } = state;
  const word = up ? 'up' : 'not up';
  const notes = [lease ? `off under ${lease}` : 'under no lease', ...(fired ? [fired] : [])];
  const all = [`${processes} processes`, ...notes].join(', ');
  return `${node.name} is ${word}: ${all}; to others it is ${answer}`;
}
