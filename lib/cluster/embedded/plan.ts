import { join } from 'node:path';
import { z } from 'zod';
import { lotOfWorker } from '../lots.ts';

const nodeSchema = z.object({
  name: z.string(),
  role: z.enum(['control-plane', 'worker']),
  address: z.string(),
  podRange: z.string(),
  /** The node's disk. */
  folder: z.string(),
  lot: z.enum(['calm', 'rough']).nullable(),
});
export type NodePlan = Readonly<z.infer<typeof nodeSchema>>;

/** What the supervisor is told, and what any later process reads to find the cluster again. */
export const planSchema = z.object({
  name: z.string(),
  kubernetes: z.string(),
  folder: z.string(),
  /** The cluster's group below each cgroup hierarchy. */
  group: z.string(),
  gateway: z.string(),
  nodes: z.array(nodeSchema),
  shared: z.string(),
  debianRoot: z.string(),
  kubernetesFolder: z.string(),
  toolsFolder: z.string(),
  /** What each node's own store of images begins as. */
  imageStore: z.string(),
  components: z
    .array(z.object({ name: z.string(), version: z.string(), from: z.string() }))
    .readonly(),
  /** Binaries that take the place of those of the same name; null when there are none. */
  overrides: z.string().nullable(),
  /** The release after this one, where it is built too; null when there is none. */
  next: z.object({ kubernetes: z.string(), folder: z.string() }).nullable().default(null),
});
export type ClusterPlan = Readonly<z.infer<typeof planSchema>>;

export const API_PORT = 6443;
/** Where nodes find binaries: those that a user brought come first. */
export const NODE_PATH = [
  ...['overrides', 'kubernetes', 'tools'].map((name) => `/opt/steadfast/${name}`),
  ...['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'],
].join(':');

/** Every cluster has a network of its own, so all of them use the same addresses. */
const GATEWAY = '10.200.0.1';
export const MOST_WORKERS = 200;

export interface PlanTask extends Omit<ClusterPlan, 'nodes' | 'gateway' | 'group'> {
  readonly workers: number;
}

/** One control plane and so many workers, with all addresses and ranges laid down beforehand. */
export function planOf({ workers, ...task }: PlanTask): ClusterPlan {
  const nodes = Array.from({ length: workers + 1 }, (_, place): NodePlan => {
    const name = `${task.name}-${suffixOf(place)}`;
    return {
      name,
      role: place === 0 ? 'control-plane' : 'worker',
      address: `10.200.1.${place + 1}`,
      podRange: `10.244.${place}.0/24`,
      folder: join(task.folder, 'nodes', name),
      lot: place === 0 ? null : lotOfWorker(place - 1, workers),
    };
  });
  return { ...task, nodes, gateway: GATEWAY, group: `steadfast/${task.name}` };
}

/** As kind names its nodes. */
function suffixOf(place: number): string {
  if (place === 0) return 'control-plane';
  return place === 1 ? 'worker' : `worker${place}`;
}
