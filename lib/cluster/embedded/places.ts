import { join } from 'node:path';
import { stateFolder } from '../../support/paths.ts';
import { mustBeClusterName } from '../layout.ts';

/** Everything about one cluster that lies on this machine. */
export interface Places {
  readonly name: string;
  readonly context: string;
  readonly folder: string;
  readonly plan: string;
  readonly log: string;
  readonly kubeconfig: string;
  /** Written last, so that a cluster without it is one whose creation was cut short. */
  readonly record: string;
  readonly shared: string;
  readonly overrides: string;
}

export function clustersFolder(): string {
  return join(stateFolder(), 'embedded');
}

export function placesOf(name: string): Places {
  mustBeClusterName(name);
  const folder = join(clustersFolder(), name);
  return {
    name,
    context: `steadfast-${name}`,
    folder,
    plan: join(folder, 'plan.json'),
    log: join(folder, 'supervisor.log'),
    kubeconfig: join(folder, 'kubeconfig'),
    record: join(folder, 'cluster.json'),
    shared: join(folder, 'shared'),
    overrides: join(folder, 'overrides'),
  };
}
