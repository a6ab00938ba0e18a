import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Cluster, ClusterAddress, ClusterNode, ClusterSpec } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { attempt, run } from '../../support/exec.ts';
import { LIMITS } from '../../support/limits.ts';
import { waitFor } from '../../support/wait.ts';
import { type Api, connect } from '../api.ts';
import { gatesAsAsked } from '../feature-gates.ts';
import { writeOwner } from '../owner.ts';
import { returnQuickly } from '../quick-return.ts';
import { clusterReady } from '../ready.ts';
import { writeRecord } from '../record.ts';
import { installStorage } from '../storage.ts';
import { attach } from './attach.ts';
import { deriveConfig } from './config.ts';
import { nodeContainers } from './containers.ts';
import { installNetwork } from './network.ts';
import { kindNode } from './node.ts';
import { CLUSTER_LABEL, configFile, type Places } from './places.ts';
import { requireIngredients } from './preconditions.ts';

/** Makes a cluster where there is none; the caller removes what is left of it when this throws. */
export async function create(
  spec: ClusterSpec,
  places: Places,
  address: ClusterAddress,
): Promise<Cluster> {
  await prepareFolder(spec, places);
  await createNodes(spec, places);
  const api = connect(address);
  const nodes = await nodesWithRanges(spec, places, api);
  const controlPlane = nodes.find(({ role }) => role === 'control-plane');
  if (!controlPlane) throw new HarnessError({ what: `${places.kindName} has no control plane` });
  spec.progress('laying the pod network and installing storage');
  const [storage] = await Promise.all([
    installStorage(controlPlane, spec.volumes),
    installNetwork({ subject: { cluster: places.name }, nodes }),
    ...(spec.timers === 'short' ? [returnQuickly(nodes)] : []),
  ]);
  await clusterReady(api, { nodes: nodes.length, storage: storage.served }, spec);

  const asMade = { gates: await gatesAsAsked(spec, api), volumes: storage.maker };
  const cluster = await attach(address, asMade);
  const { kubernetes, timers } = cluster.subject;
  await writeRecord(places.record, { kubernetes, timers: { ...timers.facts }, ...asMade });
  return cluster;
}

async function prepareFolder(spec: ClusterSpec, places: Places): Promise<void> {
  await mkdir(places.folder, { recursive: true, mode: 0o700 });
  await writeOwner(places.folder, spec);
  await mkdir(places.shared, { recursive: true });
  // Pods that are not root pass through it on the way to their own volume, whatever our umask is.
  await chmod(places.shared, 0o755);
  const file = configFile();
  const config = deriveConfig({
    text: await readFile(file, 'utf8'),
    folder: dirname(file),
    timers: spec.timers,
    shared: places.shared,
    featureGates: spec.featureGates,
  });
  await writeFile(places.config, config, { mode: 0o600 });
}

async function createNodes(spec: ClusterSpec, places: Places): Promise<void> {
  const { kind, image } = await requireIngredients(spec.kubernetes);
  spec.progress(`creating ${places.kindName} from ${image ?? "kind's own node image"}`);
  const label = `${CLUSTER_LABEL}=${spec.name}`;
  await run(['docker', 'network', 'create', '--label', label, places.kindName]);
  const argv = [kind, 'create', 'cluster', '--name', places.kindName];
  const files = ['--config', places.config, '--kubeconfig', places.kubeconfig];
  const { code, stdout, stderr } = await attempt(
    [...argv, ...files, ...(image ? ['--image', image] : [])],
    {
      // A network of its own goes away with the cluster, and no other cluster's traffic is on it.
      env: { KIND_EXPERIMENTAL_DOCKER_NETWORK: places.kindName },
      limitMs: LIMITS.clusterUpMs,
      onLine: (line) => {
        const step = /^\s*✓\s*([\w -]*\w)/u.exec(line)?.[1];
        if (step) spec.progress(`kind: ${step}`);
      },
      ...(spec.signal ? { signal: spec.signal } : {}),
    },
  );
  if (code !== 0) {
    throw new HarnessError({
      what: `kind could not create ${places.kindName}`,
      lastSeen: `${stdout}${stderr}`.trim().split('\n').slice(-8).join('\n             '),
      tryThis: 'steadfast doctor',
    });
  }
  await chmod(places.kubeconfig, 0o600);
}

/** The nodes as the engine has them, with the pod ranges that the controller manager gave out. */
async function nodesWithRanges(
  spec: ClusterSpec,
  places: Places,
  api: Api,
): Promise<readonly ClusterNode[]> {
  const containers = await nodeContainers(places.kindName);
  const ranges = await waitFor({
    what: `the nodes of ${places.kindName} to have their pod ranges`,
    limit: 'nodeReadyMs',
    signal: spec.signal,
    read: async () => {
      const { items } = await api.core.listNode();
      return new Map(items.map(({ metadata, spec }) => [metadata?.name, spec?.podCIDR]));
    },
    until: (found) => containers.every(({ name }) => found.get(name) !== undefined),
    describe: (found) => [...found].map(([name, range]) => `${name} ${range}`).join(', '),
  });
  return containers.map((node) => kindNode({ ...node, podRange: ranges.get(node.name) ?? '' }));
}
