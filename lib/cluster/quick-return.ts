import type { ClusterNode } from '../model/cluster.ts';

/**
 * Belongs to short timers: what is not answered is sent again every second, and that as long as
 * before. The kernel's own pauses double, and after a split of 20 s a kubelet is heard again at the
 * end of such a pause only, up to 13 s later. Kernels before 6.15 keep theirs.
 */
export const QUICK_RETURN = `cd /proc/sys/net/ipv4
if [ -w tcp_rto_max_ms ]; then
  echo 1000 > tcp_rto_max_ms
  echo 120 > tcp_retries2
fi
cd /`;

export async function returnQuickly(nodes: readonly ClusterNode[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.exec(['sh', '-c', QUICK_RETURN])));
}
