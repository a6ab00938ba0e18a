import { z } from 'zod';
import type { ClusterNode } from '../model/cluster.ts';
import { LIMITS } from '../support/limits.ts';
import { onNode } from './node-shell.ts';

const listing = z.object({
  nftables: z.array(
    z.object({ counter: z.object({ name: z.string(), packets: z.number() }).optional() }),
  ),
});

/** Packets counted since a table was loaded, by counter, or null when there is no such table. */
export async function tableCounters(
  node: ClusterNode,
  table: string,
): Promise<ReadonlyMap<string, number> | null> {
  const script = `command -v nft >/dev/null || exit 0
    nft list tables | grep -qx 'table ${table}' || exit 0
    nft -j list counters table ${table}`;
  const lines = await onNode(node, {
    what: `reading the counters of ${table}`,
    script,
    limitMs: LIMITS.probeExecMs,
  });
  if (lines.length === 0) return null;
  const { nftables } = listing.parse(JSON.parse(lines.join('\n')));
  return new Map(
    nftables.flatMap(({ counter }) => (counter ? [[counter.name, counter.packets] as const] : [])),
  );
}
