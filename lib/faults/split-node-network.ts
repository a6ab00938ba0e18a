import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Loan, Proof } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import {
  armTimer,
  disarmTimer,
  renewTimer,
  type TimerPlace,
  timerState,
} from './dead-man-timer.ts';
import { heldState, holdConnection } from './held-connection.ts';
import { podAddresses, type Reached, reach } from './reach.ts';
import { loadTable, outerDevice, REMOVE_TABLE, splitCounters } from './split-table.ts';

export type SplitParams = { readonly node: string };

/** The kubelet's port is open on every node, and to its peers. */
const KUBELET = 10_250;
/** Nobody listens on the discard port, so a pod that can be reached refuses at once. */
const DISCARD = 9;
const PODS_PROBED = 3;

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

  async isInForce(cluster, params) {
    const { cut, peer, timer, peerTimer } = placesOf(cluster, params);
    const before = await splitCounters(cut);
    if (!before) return { holds: false, says: `${cut.name} has no table of ours` };
    const [ways, heldOut, heldIn] = await Promise.all([
      newConnections(cut, peer),
      heldState(timer),
      heldState(peerTimer),
    ]);
    const after = (await splitCounters(cut)) ?? before;
    return proofOf([
      { holds: ways.every(isSilent), says: `new connections: ${waysText(ways)}` },
      {
        holds: after.opening_in > before.opening_in && after.opening_out > before.opening_out,
        says:
          `opening packets dropped during this look: ${after.opening_in - before.opening_in} in, ` +
          `${after.opening_out - before.opening_out} out`,
      },
      {
        holds: after.other_in > 0 && after.other_out > 0,
        says: `other packets dropped so far: ${after.other_in} in, ${after.other_out} out`,
      },
      {
        holds: [heldOut, heldIn].every(({ unacknowledged }) => unacknowledged !== 0),
        says:
          'bytes unacknowledged on connections from before: ' +
          `${heldOut.unacknowledged ?? 'dead'} out, ${heldIn.unacknowledged ?? 'dead'} in`,
      },
    ]);
  },

  async undo(cluster, params) {
    const { timer, peerTimer } = placesOf(cluster, params);
    await disarmTimer(timer);
    await disarmTimer(peerTimer);
  },

  async isUndone(cluster, params) {
    const { cut, peer, timer, peerTimer } = placesOf(cluster, params);
    const [counters, heldOut, heldIn, left, leftAtPeer, ways] = await Promise.all([
      splitCounters(cut),
      heldState(timer),
      heldState(peerTimer),
      timerState(timer),
      timerState(peerTimer),
      newConnections(cut, peer),
    ]);
    const traces = [
      ...(counters ? ['the table'] : []),
      ...[...left.traces, ...leftAtPeer.traces],
      ...(heldOut.running || heldIn.running ? ['a held connection'] : []),
    ];
    const pods = ways.filter(({ way }) => way === 'to a pod');
    const others = ways.filter(({ way }) => way !== 'to a pod');
    return proofOf([
      { holds: traces.length === 0, says: `left on the nodes: ${traces.join(', ') || 'nothing'}` },
      {
        // A pod may go away during the look, so one that answers speaks for the node's range.
        holds: !others.some(isSilent) && (pods.length === 0 || !pods.every(isSilent)),
        says: `new connections: ${waysText(ways)}`,
      },
    ]);
  },

  async hasFired(cluster, params) {
    const { timer } = placesOf(cluster, params);
    return (await timerState(timer)).fired;
  },
};

interface Places {
  readonly cut: ClusterNode;
  /** The node on the other side that the split is looked at from. */
  readonly peer: ClusterNode;
  readonly timer: TimerPlace;
  readonly peerTimer: TimerPlace;
}

function placesOf(cluster: Cluster, params: SplitParams): Places {
  const cut = cluster.nodes.find(({ name }) => name === params.node);
  if (!cut) throw new HarnessError({ what: `the cluster has no node ${params.node}` });
  const others = cluster.nodes.filter((node) => node !== cut);
  const peer = others.find(({ role }) => role === 'control-plane') ?? others[0];
  if (!peer)
    throw new HarnessError({ what: `${params.node} has no other node to be cut off from` });
  const name = `split-node-network@${cut.name}`;
  return {
    cut,
    peer,
    timer: { node: cut, name, undo: REMOVE_TABLE },
    peerTimer: { node: peer, name: `${name}.peer`, undo: ':' },
  };
}

interface Way extends Reached {
  readonly way: 'out' | 'in' | 'to a pod';
}

async function newConnections(cut: ClusterNode, peer: ClusterNode): Promise<Way[]> {
  const pods = (await podAddresses(cut)).slice(0, PODS_PROBED);
  const [outward, inward] = await Promise.all([
    reach(cut, [{ address: peer.address, port: KUBELET }]),
    reach(peer, [
      { address: cut.address, port: KUBELET },
      ...pods.map((address) => ({ address, port: DISCARD })),
    ]),
  ]);
  return [
    ...outward.map((reached) => ({ ...reached, way: 'out' as const })),
    ...inward.map((reached) => ({
      ...reached,
      way: reached.port === DISCARD ? ('to a pod' as const) : ('in' as const),
    })),
  ];
}

function isSilent({ answer }: Reached): boolean {
  return answer === 'silent';
}

function waysText(ways: readonly Way[]): string {
  return ways.map(({ way, answer }) => `${way} ${answer}`).join(', ');
}

function proofOf(parts: readonly Proof[]): Proof {
  return {
    holds: parts.every(({ holds }) => holds),
    says: parts.map(({ holds, says }) => (holds ? says : `NOT ${says}`)).join('; '),
  };
}
