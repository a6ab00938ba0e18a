import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import type { TimerPlace } from './dead-man-timer.ts';
import { holdConnection } from './held-connection.ts';
import { nodeLoan } from './node-loan.ts';
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
  const sidesOf = (cluster: Cluster, params: SplitParams) => sides(split, cluster, params);
  return nodeLoan<SplitParams>({
    name: split.name,
    needs: ['node-network-split'],

    placesOf(cluster, params) {
      const { timer, peerTimer } = sidesOf(cluster, params);
      return [timer, peerTimer];
    },

    async harm(cluster, params) {
      const { cut, peer, timer, peerTimer, rules } = sidesOf(cluster, params);
      const device = await outerDevice(cut);
      // Opened before the harm, these two show what becomes of connections that were there already.
      await holdConnection(timer, { address: peer.address, port: KUBELET });
      await holdConnection(peerTimer, { address: cut.address, port: KUBELET });
      await loadTable(cut, { device, table: rules, timer: timer.name });
    },

    isInForce: async (cluster, params) => proveSplit(sidesOf(cluster, params)),
    isOver: async (cluster, params) => proveWhole(sidesOf(cluster, params)),
  });
}

interface TimedSides extends Sides {
  readonly timer: TimerPlace;
  /** The far side does no harm; its timer only ends the connection that is held from there. */
  readonly peerTimer: TimerPlace;
  readonly rules: SplitTable;
}

function sides(split: Split, { nodes }: Cluster, params: SplitParams): TimedSides {
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
