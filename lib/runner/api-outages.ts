import type { Cluster } from '../model/cluster.ts';
import { takesApiAway } from '../model/history-faults.ts';

/** When the API of each cluster came back from the last outage that this process made. */
const back = new Map<string, number>();

export function noteUndone(cluster: Cluster, fault: string): void {
  if (takesApiAway(fault)) back.set(keyOf(cluster), performance.now());
}

/** Null where this process made none: whoever reads a cluster's news may still be deaf from one. */
export function msSinceOutage(cluster: Cluster): number | null {
  const at = back.get(keyOf(cluster));
  return at === undefined ? null : Math.round(performance.now() - at);
}

function keyOf({ subject }: Cluster): string {
  return `${subject.provider} ${subject.cluster}`;
}
