import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import {
  armTimer,
  disarmTimer,
  renewTimer,
  type TimerPlace,
  timerState,
} from './dead-man-timer.ts';
import { holdConnection } from './held-connection.ts';
import { KUBELET, proveSplit, proveWhole, type Sides } from './split-proof.ts';
import { loadTable, outerDevice, REMOVE_TABLE } from './split-table.ts';

export type SplitParams = { readonly node: string };

/**
 * Takes a node off the network: in, out and forwarded, old and new connections, its pods too. The
 * node runs on, and so do connections within it; its link stays up, as if a switch had lost it.
 */
export const splitNodeNetwork: Loan<SplitParams> = {
  kind: 'loan',
  name: 'split-node-network',
  needs: ['node-exec', 'node-network-split'],

  async inject(cluster, params, lease) {
    const { cut, peer, timer, peerTimer } = placesOf(cluster, params);
    const device = await outerDevice(cut);
    await armTimer(timer, lease);
    await armTimer(peerTimer, lease);
    // Opened before the harm, these two show what becomes of connections that were there already.
    await holdConnection(timer, { address: peer.address, port: KUBELET });
    await holdConnection(peerTimer, { address: cut.address, port: KUBELET });
    await loadTable(cut, device, timer.name);
  },

  async renew(cluster, params, lease) {
    const { timer, peerTimer } = placesOf(cluster, params);
    await Promise.all([renewTimer(timer, lease), renewTimer(peerTimer, lease)]);
  },

  isInForce: async (cluster, params) => proveSplit(placesOf(cluster, params)),

  async undo(cluster, params) {
    const { timer, peerTimer } = placesOf(cluster, params);
    await disarmTimer(timer);
    await disarmTimer(peerTimer);
  },

  async isUndone(cluster, params) {
    const places = placesOf(cluster, params);
    const [left, leftAtPeer] = await Promise.all([
      timerState(places.timer),
      timerState(places.peerTimer),
    ]);
    return proveWhole(places, [...left.traces, ...leftAtPeer.traces]);
  },

  async hasFired(cluster, params) {
    const { timer } = placesOf(cluster, params);
    return (await timerState(timer)).fired;
  },
};

interface Places extends Sides {
  readonly timer: TimerPlace;
  /** The far side does no harm; its timer only ends the connection that is held from there. */
  readonly peerTimer: TimerPlace;
}

function placesOf(cluster: Cluster, params: SplitParams): Places {
  const cut = cluster.nodes.find(({ name }) => name === params.node);
  if (!cut) throw new HarnessError({ what: `the cluster has no node ${params.node}` });
  const others = cluster.nodes.filter((node) => node !== cut);
  const peer = others.find(({ role }) => role === 'control-plane') ?? others[0];
  if (!peer)
    throw new HarnessError({ what: `${params.node} has no other node to be cut off from` });
  const heldOut = `split-node-network@${cut.name}`;
  const heldIn = `${heldOut}.peer`;
  return {
    cut,
    peer,
    heldOut,
    heldIn,
    timer: { node: cut, name: heldOut, undo: REMOVE_TABLE },
    peerTimer: { node: peer, name: heldIn, undo: ':' },
  };
}
