import type { ClusterNode } from '../model/cluster.ts';
import type { Proof } from '../model/fault.ts';
import { type Arrivals, arrivals, mostHalfOpen, sendDatagrams } from './arrivals.ts';
import { type HeldState, heldState } from './held-connection.ts';
import { podAddresses, type Reached, reach } from './reach.ts';
import { type SplitCounters, splitCounters } from './split-table.ts';

/** The kubelet's port is open on every node, and to its peers. */
export const KUBELET = 10_250;
/** Nobody listens on a pod's discard port, so a pod that can be reached refuses at once. */
const DISCARD = 9;
const PODS_PROBED = 3;

/** The two sides of a split, and the names of the connections that were open before it. */
export interface Sides {
  readonly cut: ClusterNode;
  readonly peer: ClusterNode;
  readonly heldOut: string;
  readonly heldIn: string;
  readonly table: string;
  /** A node that must still be heard: a split of a part that cuts off all is another fault. */
  readonly open: ClusterNode | null;
}

/** Tries to refute the split: every kind of packet is sent both ways, and none may come through. */
export async function proveSplit(sides: Sides): Promise<Proof> {
  const { cut, peer } = sides;
  const before = await look(sides);
  if (!before) return { holds: false, says: `${cut.name} has no table of ours` };
  const [ways, mostOut, mostIn] = await Promise.all([
    newConnections(sides),
    mostHalfOpen(peer, cut),
    mostHalfOpen(cut, peer),
    sendDatagrams(cut, peer),
    sendDatagrams(peer, cut),
  ]);
  // Last: what was said on a connection in the instant of the split may have been acknowledged, and
  // what was said during the seconds of this look may not.
  const [beside, after, heldOut, heldIn] = await Promise.all([
    stillHeard(sides),
    look(sides),
    heldState({ node: cut, name: sides.heldOut }),
    heldState({ node: peer, name: sides.heldIn }),
  ]);
  if (!after) return { holds: false, says: `the table of ${cut.name} went during the look` };
  return allOf([
    { holds: ways.every(isSilent), says: `new connections: ${waysText(ways)}` },
    droppedDuring(before.counters, after.counters, ways),
    nothingArrived('out', before.atPeer, after.atPeer, mostOut),
    nothingArrived('in', before.atCut, after.atCut, mostIn),
    bothStuck(heldOut, heldIn),
    ...beside,
  ]);
}

async function stillHeard({ cut, open }: Sides): Promise<Proof[]> {
  if (!open) return [];
  const [out, into] = await Promise.all([
    reach(cut, [{ address: open.address, port: KUBELET }]),
    reach(open, [{ address: cut.address, port: KUBELET }]),
  ]);
  const answers = [...out, ...into].map(({ answer }) => answer);
  return [
    {
      holds: answers.every((answer) => answer === 'connected'),
      says: `between ${cut.name} and ${open.name}: ${answers.join(', ')}`,
    },
  ];
}

/** New connections get through again, and nothing of the split is left on the nodes. */
export async function proveWhole(sides: Sides): Promise<Proof> {
  const { cut, peer, heldOut, heldIn } = sides;
  const [counters, out, into, ways] = await Promise.all([
    splitCounters(cut, sides.table),
    heldState({ node: cut, name: heldOut }),
    heldState({ node: peer, name: heldIn }),
    newConnections(sides),
  ]);
  const left = [
    ...(counters ? ['the table'] : []),
    ...(out.running || into.running ? ['a held connection'] : []),
  ];
  // A member that ran on behind the split is ended now, and may be gone before it is asked.
  const there = await podAddresses(cut);
  const pods = ways.filter(({ way, address }) => way === 'to a pod' && there.includes(address));
  const others = ways.filter(({ way }) => way !== 'to a pod');
  return allOf([
    { holds: left.length === 0, says: `left on the nodes: ${left.join(', ') || 'nothing'}` },
    {
      // One that is going may be silent, so one that answers speaks for the node's range.
      holds: !others.some(isSilent) && (pods.length === 0 || !pods.every(isSilent)),
      says: `new connections: ${waysText(ways)}`,
    },
  ]);
}

interface Look {
  readonly counters: SplitCounters;
  readonly atCut: Arrivals;
  readonly atPeer: Arrivals;
}

async function look(sides: Sides): Promise<Look | null> {
  const { cut, peer } = sides;
  const [counters, atCut, atPeer] = await Promise.all([
    splitCounters(cut, sides.table),
    arrivals(cut, peer),
    arrivals(peer, cut),
  ]);
  return counters && { counters, atCut, atPeer };
}

/** Each connection that was tried sent an opening packet at least once, and so was missed once. */
function droppedDuring(before: SplitCounters, after: SplitCounters, ways: readonly Way[]): Proof {
  const triedOut = ways.filter(({ way }) => way === 'out').length;
  const triedIn = ways.length - triedOut;
  const moved = {
    openingIn: after.opening_in - before.opening_in,
    openingOut: after.opening_out - before.opening_out,
    otherIn: after.other_in - before.other_in,
    otherOut: after.other_out - before.other_out,
  };
  return {
    holds:
      moved.openingIn >= triedIn &&
      moved.openingOut >= triedOut &&
      moved.otherIn > 0 &&
      moved.otherOut > 0,
    says:
      `dropped during this look: ${moved.openingIn} opening and ${moved.otherIn} other packets ` +
      `in, ${moved.openingOut} and ${moved.otherOut} out`,
  };
}

function nothingArrived(way: 'in' | 'out', before: Arrivals, after: Arrivals, most: number): Proof {
  const datagrams = after.datagrams - before.datagrams;
  // One from the instant of the split may still stand; a new one makes them more.
  const half = Math.max(0, most - before.halfOpen);
  return {
    holds: datagrams === 0 && half === 0,
    says: `arrived ${way}: ${datagrams} datagrams, ${half} half-open connections`,
  };
}

/** A connection that has died under the split is as cut as one that waits for its answers. */
function bothStuck(out: HeldState, into: HeldState): Proof {
  const words = ({ unacknowledged }: HeldState) => unacknowledged ?? 'dead';
  return {
    holds: [out, into].every(({ unacknowledged }) => unacknowledged !== 0),
    says: `bytes unacknowledged on connections from before: ${words(out)} out, ${words(into)} in`,
  };
}

interface Way extends Reached {
  readonly way: 'out' | 'in' | 'to a pod';
}

async function newConnections({ cut, peer }: Sides): Promise<Way[]> {
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

export function allOf(parts: readonly Proof[]): Proof {
  return {
    holds: parts.every(({ holds }) => holds),
    says: parts.map(({ holds, says }) => (holds ? says : `NOT ${says}`)).join('; '),
  };
}
