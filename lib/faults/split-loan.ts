import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Loan, Params } from '../model/fault.ts';
import { allEnded } from '../support/all-ended.ts';
import { HarnessError } from '../support/errors.ts';
import type { TimerPlace } from './dead-man-timer.ts';
import { holdConnection } from './held-connection.ts';
import { nodeLoan, type Places } from './node-loan.ts';
import { nodeOf } from './node-program.ts';
import { allOf, KUBELET, proveSplit, proveWhole, type Sides } from './split-proof.ts';
import { loadTable, outerDevice, removeTable, type SplitTable } from './split-table.ts';

export type SplitParams = { readonly node: string };

export interface Split<P extends Params> {
  readonly name: string;
  /** The nodes that are cut off, each of which keeps the rules that do it. */
  cutBy(params: P): readonly [string, ...string[]];
  /** Out of the nodes that are not cut off: those on the far side of the split. */
  isFar(other: ClusterNode): boolean;
  /** Whether everybody but the node itself is on the far side, whoever they are. */
  readonly isWhole: boolean;
}

/** A split that one node is on the one side of, alone. */
export function nodeSplit(split: Omit<Split<SplitParams>, 'cutBy'>): Loan<SplitParams> {
  return splitLoan<SplitParams>({ ...split, cutBy: ({ node }) => [node] });
}

/** Takes nodes off the network or off a part of it, until timers or the runner put them back. */
export function splitLoan<P extends Params>(split: Split<P>): Loan<P> {
  const allSides = (cluster: Cluster, params: P) => {
    const [first, ...others] = split.cutBy(params);
    const of = (cut: string) => sides(split, cluster, { cut, with: [first, ...others] });
    return [of(first), ...others.map(of)] as const;
  };
  return nodeLoan<P>({
    name: split.name,
    needs: ['node-network-split'],

    placesOf(cluster, params): Places {
      const [first, ...others] = allSides(cluster, params);
      const places = others.flatMap(({ timer, peerTimer }) => [timer, peerTimer]);
      return [first.timer, first.peerTimer, ...places];
    },

    async harm(cluster, params) {
      for (const { cut, peer, timer, peerTimer, rules } of allSides(cluster, params)) {
        const device = await outerDevice(cut);
        // Opened before the harm, these two show what becomes of connections that were there.
        await allEnded([
          holdConnection(timer, { address: peer.address, port: KUBELET }),
          holdConnection(peerTimer, { address: cut.address, port: KUBELET }),
        ]);
        await loadTable(cut, { device, table: rules, timer: timer.name });
      }
    },

    isInForce: async (cluster, params) =>
      allOf(await Promise.all(allSides(cluster, params).map(proveSplit))),
    isOver: async (cluster, params) =>
      allOf(await Promise.all(allSides(cluster, params).map(proveWhole))),
  });
}

interface TimedSides extends Sides {
  readonly timer: TimerPlace;
  /** The far side does no harm; its timer only ends the connection that is held from there. */
  readonly peerTimer: TimerPlace;
  readonly rules: SplitTable;
}

interface Cut {
  readonly cut: string;
  /** All that are cut off, itself included: they still hear one another. */
  readonly with: readonly string[];
}

function sides<P extends Params>(split: Split<P>, cluster: Cluster, named: Cut): TimedSides {
  const { name, isWhole } = split;
  const cut = nodeOf(cluster, named.cut);
  const others = cluster.nodes.filter((node) => node !== cut);
  const isBeside = (node: ClusterNode) => named.with.includes(node.name);
  const far = others.filter((node) => !isBeside(node) && split.isFar(node));
  const peer = far.find(({ role }) => role === 'control-plane') ?? far[0];
  if (!peer) throw new HarnessError({ what: `nobody is there to ${name} ${cut.name} from` });
  const open = others.find((node) => !far.includes(node)) ?? null;
  if (!open && !isWhole) {
    throw new HarnessError({ what: `with ${name}, nobody would be left to hear ${cut.name}` });
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
