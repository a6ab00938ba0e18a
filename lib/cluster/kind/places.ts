import { join } from 'node:path';
import { UsageError } from '../../support/errors.ts';
import { packageFolder, stateFolder } from '../../support/paths.ts';

/** Clusters that others made with kind are never touched: ours are known by this. */
const PREFIX = 'steadfast-';

export const CLUSTER_LABEL = 'steadfast.dev/cluster';
export const NAMESPACE = 'steadfast-system';
export const STORAGE = { perNode: 'local', shared: 'shared' } as const;

/** Folders inside every node. */
export const IN_NODE = {
  /** Volumes of the class that binds to one node: on the node's own disk. */
  volumes: '/var/steadfast/volumes',
  /** Volumes of the class that follows its pod: kind-config.yaml mounts it in every node. */
  shared: '/steadfast/shared',
} as const;

/** Everything about one cluster that lies on this machine. */
export interface Places {
  /** What a user calls it, and what debts and reports call it. */
  readonly name: string;
  /** What kind and the engine call it. */
  readonly kindName: string;
  readonly context: string;
  readonly folder: string;
  readonly config: string;
  readonly kubeconfig: string;
  /** Written last, so that a cluster without it is one whose creation was cut short. */
  readonly record: string;
  readonly shared: string;
}

export function placesOf(name: string): Places {
  // kind itself allows 50 characters, and a node's name has to fit into a host name.
  if (!/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(name)) {
    throw new UsageError({
      what: `"${name}" cannot name a cluster`,
      tryThis: 'a to z, digits and dashes, at most 32 of them, such as: nightly-2',
    });
  }
  const folder = join(stateFolder(), 'clusters', name);
  return {
    name,
    kindName: `${PREFIX}${name}`,
    context: `kind-${PREFIX}${name}`,
    folder,
    config: join(folder, 'kind-config.yaml'),
    kubeconfig: join(folder, 'kubeconfig'),
    record: join(folder, 'cluster.json'),
    shared: join(folder, 'shared'),
  };
}

/** The name a user knows a cluster by, or null when the cluster is not ours. */
export function nameOf(kindName: string): string | null {
  return kindName.startsWith(PREFIX) ? kindName.slice(PREFIX.length) : null;
}

export function configFile(): string {
  return join(packageFolder(), 'kind-config.yaml');
}
