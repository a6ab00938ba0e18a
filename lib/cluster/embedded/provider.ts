import type { Cluster, ClusterAddress, ClusterSpec, Provider } from '../../model/cluster.ts';
import { HarnessError, UsageError } from '../../support/errors.ts';
import { mustBeAsAsked } from '../as-asked.ts';
import { isAbandoned } from '../owner.ts';
import { readRecord } from '../record.ts';
import { attach, readPlan } from './attach.ts';
import { create } from './create.ts';
import { isOn } from './is-on.ts';
import { clustersFolder, type Places, placesOf } from './places.ts';
import { MOST_WORKERS } from './plan.ts';
import { remains, remove } from './remove.ts';
import { supervisorOf } from './supervision.ts';

/** Kubernetes without a container engine: genuine components, nodes that are namespaces. */
export const embeddedProvider: Provider = {
  name: 'embedded',
  up,
  find,
  attach,
  async down(name, progress) {
    progress(`removing embedded cluster ${name}`);
    await remove(placesOf(name));
  },
  list: async () => remains(clustersFolder()),
  abandoned: async () =>
    remains(clustersFolder()).filter((name) => isAbandoned(placesOf(name).folder)),
};

async function up(spec: ClusterSpec): Promise<Cluster> {
  const places = placesOf(spec.name);
  const address = addressOf(places);
  if ((spec.workers ?? 0) > MOST_WORKERS) {
    throw new UsageError({
      what: `${spec.workers} nodes are too many`,
      tryThis: `${MOST_WORKERS}`,
    });
  }
  if (spec.volumes === 'local-path') {
    throw new UsageError({
      what: 'volumes of an embedded cluster are made by folders alone',
      tryThis: '--provider kind with --volumes local-path',
    });
  }
  const record = await readRecord(places.record);
  if (record && supervisorOf(places.plan) !== null) {
    await refuseHurt(places);
    const cluster = await attach(address);
    mustBeAsAsked(spec, cluster.subject, record);
    spec.progress(`embedded cluster ${spec.name} is already up`);
    return cluster;
  }
  // Without a record it was never complete, and without processes it is no more.
  await remove(places);
  try {
    return await create(spec, places, address);
  } catch (error) {
    spec.progress(`removing what there is of embedded cluster ${spec.name}`);
    await remove(places);
    spec.signal?.throwIfAborted();
    throw error;
  }
}

async function find(name: string): Promise<ClusterAddress | null> {
  const places = placesOf(name);
  return supervisorOf(places.plan) === null ? null : addressOf(places);
}

function addressOf({ name, kubeconfig, context }: Places): ClusterAddress {
  return { provider: 'embedded', cluster: name, kubeconfig, context };
}

/** A node that is off is a fault that somebody still owes an undo, not a cluster to be judged. */
async function refuseHurt(places: Places): Promise<void> {
  const plan = await readPlan(places.plan);
  const off = (plan?.nodes ?? []).filter((node) => !isOn(node)).map(({ name }) => name);
  if (off.length === 0) return;
  throw new HarnessError({
    what: `cluster ${places.name} is not whole`,
    lastSeen: `switched off: ${off.join(', ')}`,
    tryThis: 'steadfast heal',
  });
}
