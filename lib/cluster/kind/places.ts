import { join } from 'node:path';
import { packageFolder, stateFolder } from '../../support/paths.ts';
import { mustBeClusterName } from '../layout.ts';

/** Clusters that others made with kind are never touched: ours are known by this. */
const PREFIX = 'steadfast-';

export const CLUSTER_LABEL = 'steadfast.dev/cluster';

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
  mustBeClusterName(name);
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
