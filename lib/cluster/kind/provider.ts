import { existsSync } from 'node:fs';
import type { Cluster, ClusterAddress, ClusterSpec, Provider } from '../../model/cluster.ts';
import { HarnessError, UsageError } from '../../support/errors.ts';
import { mustBeAsAsked } from '../as-asked.ts';
import { isAbandoned } from '../owner.ts';
import { readRecord } from '../record.ts';
import { attach } from './attach.ts';
import { kindClusters, type NodeContainer, nodeContainers } from './containers.ts';
import { create } from './create.ts';
import { installNetwork } from './network.ts';
import { nameOf, type Places, placesOf } from './places.ts';
import { requireEngine } from './preconditions.ts';
import { remove, removeUnfinished } from './remove.ts';

/** Kubernetes in containers: the provider that can do everything this suite asks for. */
export const kindProvider: Provider = {
  name: 'kind',
  up,
  find,
  attach,
  async down(name, progress) {
    const places = placesOf(name);
    progress(`removing ${places.kindName}`);
    await remove(places);
  },
  async list() {
    const names = (await kindClusters()).map(nameOf);
    return names.filter((name) => name !== null);
  },
  async abandoned() {
    return (await kindProvider.list()).filter((name) => isAbandoned(placesOf(name).folder));
  },
};

async function up(spec: ClusterSpec): Promise<Cluster> {
  const places = placesOf(spec.name);
  const address = addressOf(places);
  refuseShape(spec);
  await requireEngine();
  const containers = await nodeContainers(places.kindName);
  const record = await readRecord(places.record);
  if (record && containers.length > 0) {
    refuseHurt(spec, containers);
    const cluster = await attach(address);
    mustBeAsAsked(spec, cluster.subject, record);
    // Nodes that were started again since, with the engine or by hand, have lost their routes.
    await installNetwork(cluster);
    spec.progress(`${places.kindName} is already up`);
    return cluster;
  }
  // Without a record it was never complete, and without containers it is no more.
  await remove(places);
  try {
    return await create(spec, places, address);
  } catch (error) {
    spec.progress(`removing what there is of ${places.kindName}`);
    await removeUnfinished(places);
    spec.signal?.throwIfAborted();
    throw error;
  }
}

async function find(name: string): Promise<ClusterAddress | null> {
  const places = placesOf(name);
  if (!existsSync(places.kubeconfig)) return null;
  return (await kindClusters()).includes(places.kindName) ? addressOf(places) : null;
}

function addressOf({ name, kubeconfig, context }: Places): ClusterAddress {
  return { provider: 'kind', cluster: name, kubeconfig, context };
}

/** A node that is down is a fault that somebody still owes an undo, not a cluster to be judged. */
function refuseHurt(spec: ClusterSpec, containers: readonly NodeContainer[]): void {
  const down = containers.filter(({ running }) => !running).map(({ name }) => name);
  if (down.length === 0) return;
  throw new HarnessError({
    what: `cluster ${spec.name} is not whole`,
    lastSeen: `stopped or paused: ${down.join(', ')}`,
    tryThis: `steadfast heal, or docker start ${down.join(' ')}`,
  });
}

/** The nodes of a kind cluster are those of kind-config.yaml, and run what their image holds. */
function refuseShape({ workers, binaries, controllerManager }: ClusterSpec): void {
  if (workers === undefined && binaries === undefined && controllerManager === undefined) return;
  throw new UsageError({
    what: 'a kind cluster has the shape of kind-config.yaml and runs what its node image holds',
    tryThis: '--provider embedded with --nodes, --binaries or --controller-manager',
  });
}
