import type { ClusterNode } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { folderOf, OURS } from './dead-man-timer.ts';
import { onNode } from './node-shell.ts';
import { tableCounters } from './table-counters.ts';

/** One split of a node's network: its table in the kernel, and whom it keeps the node from. */
export interface SplitTable {
  /** As nft calls it, and of one fault alone. */
  readonly name: string;
  /** Addresses and ranges on the far side of the split; null for everybody. */
  readonly far: readonly string[] | null;
}

/** Adding a table that is there changes nothing, so this succeeds whether there is one or not. */
export function removeTable(name: string): string {
  const lines = `'add table ${name}' 'delete table ${name}'`;
  return `! command -v nft >/dev/null || printf '%s\\n' ${lines} | nft -f -`;
}

// In: before connection tracking and before any choice between this node and its pods. Out: after
// every rewrite of a destination, when the device is final; what goes to a pod of the same node
// never has the outer device, even when it was sent to a service's address.
export const splitRules = (device: string, { name, far }: SplitTable) => `add table ${name}
delete table ${name}
table ${name} {
  counter opening_in { }
  counter other_in { }
  counter opening_out { }
  counter other_out { }
  chain into { type filter hook prerouting priority -300; policy accept;
    iifname != "${device}" accept
    ${far ? `ip saddr != { ${far.join(', ')} } accept` : ''}
    tcp flags & (fin | syn | rst | ack) == syn counter name opening_in drop
    counter name other_in drop
  }
  chain out_of { type filter hook postrouting priority 300; policy accept;
    oifname != "${device}" accept
    ${far ? `ip daddr != { ${far.join(', ')} } accept` : ''}
    tcp flags & (fin | syn | rst | ack) == syn counter name opening_out drop
    counter name other_out drop
  }
}
`;

/** The device that carries the node's own address: what leads away from it leads through there. */
export async function outerDevice(node: ClusterNode): Promise<string> {
  const script = `command -v nft >/dev/null || { echo "no nft in the node image" >&2; exit 1; }
    ip -o address show to "$1" | awk '{ print $2 }'`;
  const [device] = await onNode(node, {
    what: 'looking for the outer device',
    script,
    args: [node.address],
  });
  if (device && /^[\w.-]+$/.test(device)) return device;
  throw new HarnessError({ what: `${node.name} has no device with ${node.address}` });
}

// The lease is looked for when the table is in: a timer that gives up takes its lease away first
// and undoes after that, so a lease that is there means a timer whose undo is still to come.
const LOAD = `${OURS}
[ -n "$(ours "steadfast-timer:$1")" ] || { echo "no timer is running" >&2; exit 1; }
nft -f - <<<"$3" || exit 1
[ -e "$2/lease" ] && exit 0
bash -c "$4"
echo "the lease ran out before the harm was done" >&2
exit 1`;

/** One transaction of the kernel: the node has all of the split or nothing of it. */
export async function loadTable(
  node: ClusterNode,
  { device, table, timer }: { device: string; table: SplitTable; timer: string },
): Promise<void> {
  const args = [timer, folderOf(timer), splitRules(device, table), removeTable(table.name)];
  await onNode(node, { what: 'splitting the network', script: LOAD, args });
}

const NAMES = ['opening_in', 'other_in', 'opening_out', 'other_out'] as const;
export type SplitCounters = Readonly<Record<(typeof NAMES)[number], number>>;

/** Packets dropped since the table was loaded, or null when there is no table. */
export async function splitCounters(
  node: ClusterNode,
  table: string,
): Promise<SplitCounters | null> {
  const counters = await tableCounters(node, table);
  if (!counters) return null;
  const packets = (name: (typeof NAMES)[number]) => counters.get(name) ?? 0;
  return {
    opening_in: packets('opening_in'),
    other_in: packets('other_in'),
    opening_out: packets('opening_out'),
    other_out: packets('other_out'),
  };
}
