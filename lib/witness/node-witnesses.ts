import type { Cluster } from '../model/cluster.ts';
import { followAudit } from './audit.ts';
import type { KeptFollower } from './keep-following.ts';
import type { Boots } from './node-boots.ts';
import type { Notebook } from './notebook.ts';
import { followPodLogs } from './pod-logs.ts';
import { followRuntime } from './runtime.ts';
import type { toldByContainers } from './told-by-containers.ts';

interface NodeWitnessOptions {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly notebook: Notebook;
  readonly boots: Boots;
  readonly signal: AbortSignal;
  readonly told: ReturnType<typeof toldByContainers>;
}

/** The witnesses on the nodes themselves, as far as the cluster lets anyone be there. */
export function nodeWitnesses(options: NodeWitnessOptions): readonly KeptFollower[] {
  const { cluster, told, boots, ...common } = options;
  const { nodes } = cluster;
  if (!cluster.can('node-exec')) return [];
  const followers = nodes.map((node) =>
    followPodLogs({
      ...common,
      node,
      onLine: (line) => told.meet(line, `wall:${boots.last(node.name)?.kernel ?? 'unknown'}`),
    }),
  );
  if (cluster.can('container-runtime-events')) {
    followers.push(...nodes.map((node) => followRuntime({ ...common, boots, node })));
  }
  const controlPlane = nodes.find(({ role }) => role === 'control-plane');
  if (cluster.can('audit-log') && controlPlane) {
    followers.push(followAudit({ ...common, boots, node: controlPlane }));
  }
  return followers;
}
