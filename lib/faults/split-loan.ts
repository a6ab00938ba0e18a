import type { Cluster, ClusterNode } from '../model/cluster.ts';
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
import { loadTable, outerDevice, removeTable, type SplitTable } from './split-table.ts';

export type SplitParams = { readonly node: string };

export interface Split {
  readonly name: string;
  /** Out of the other nodes of a cluster: those on the far side of the split. */
  isFar(other: ClusterNode): boolean;
  /** Whether everybody is on the far side, whoever they are. */
  readonly isWhole: boolean;
}

/** Takes a node off the network or off a part of it, until its timer or the runner puts it back. */
export function splitLoan(split: Split): Loan<SplitParams> {
  const placesOf = (cluster: Cluster, params: SplitParams) => places(split, cluster, params);
  return {
    kind: 'loan',
    name: split.name,
    needs: ['node-exec', 'node-network-split'],

    async inject(cluster, params, lease) {
      const { cut, peer, timer, peerTimer, rules } = placesOf(cluster, params);
      const device = await outerDevice(cut);
      await armTimer(timer, lease);
      await armTimer(peerTimer, lease);
      // Opened before the harm, these two show what becomes of connections that were there already.
      await holdConnection(timer, { address: peer.address, port: KUBELET });
      await holdConnection(peerTimer, { address: cut.address, port: KUBELET });
      await loadTable(cut, { device, table: rules, timer: timer.name });
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
}

interface Places extends Sides {
  readonly timer: TimerPlace;
  /** The far side does no harm; its timer only ends the connection that is held from there. */
  readonly peerTimer: TimerPlace;
  readonly rules: SplitTable;
}

function places(split: Split, { nodes }: Cluster, params: SplitParams): Places {
  const { name, isWhole } = split;
  const cut = nodes.find((node) => node.name === params.node);
  if (!cut) throw new HarnessError({ what: `the cluster has no node ${params.node}` });
  const others = nodes.filter((node) => node !== cut);
  const far = others.filter((node) => split.isFar(node));
  const peer = far.find(({ role }) => role === 'control-plane') ?? far[0];
  if (!peer) throw new HarnessError({ what: `nobody is there to ${name} ${params.node} from` });
  const open = others.find((node) => !split.isFar(node)) ?? null;
  if (!open && !isWhole) {
    throw new HarnessError({ what: `with ${name}, nobody would be left to hear ${params.node}` });
  }
  const heldOut = `${name}@${cut.name}`;
  const heldIn = `${heldOut}.peer`;
  const table = `inet steadfast_${name.replaceAll('-', '_')}`;
  const addresses = far.flatMap(({ address, podRange }) => [address, podRange]);
  return {
    ...{ cut, peer, heldOut, heldIn, table, open },
    rules: { name: table, far: isWhole ? null : addresses },
    timer: { node: cut, name: heldOut, undo: removeTable(table) },
    peerTimer: { node: peer, name: heldIn, undo: ':' },
  };
}
