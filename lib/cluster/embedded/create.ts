import { mkdir, writeFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { buildAirgap } from '../../airgap/build.ts';
import { cachedIngredients, type Ingredients } from '../../airgap/ingredients.ts';
import { builtReleaseAfter } from '../../airgap/next-release.ts';
import { imageNamed } from '../../airgap/program-images.ts';
import { DEFAULT_KUBERNETES } from '../../airgap/versions.ts';
import type { Cluster, ClusterAddress, ClusterNode, ClusterSpec } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { connect } from '../api.ts';
import { gatesAsAsked } from '../feature-gates.ts';
import { FOLDERS_SERVED } from '../folders-manifest.ts';
import { writeOwner } from '../owner.ts';
import { clusterReady } from '../ready.ts';
import { writeRecord } from '../record.ts';
import { installAddons } from './addons.ts';
import { attach } from './attach.ts';
import { type Joining, makeControlPlane } from './control-plane.ts';
import { putFiles } from './files.ts';
import { embeddedNode } from './node.ts';
import { type Brought, bringOverrides } from './overrides.ts';
import type { Places } from './places.ts';
import { type ClusterPlan, planOf } from './plan.ts';
import { nodeFiles } from './services.ts';
import { start } from './start.ts';
import { whileAllStayUp } from './stay-up.ts';

/** Makes a cluster where there is none; the caller removes what is left of it when this throws. */
export async function create(
  spec: ClusterSpec,
  places: Places,
  address: ClusterAddress,
): Promise<Cluster> {
  const ingredients = await ingredientsFor(spec);
  await mkdir(places.folder, { recursive: true, mode: 0o700 });
  await writeOwner(places.folder, spec);
  const brought = await bringOverrides(spec, places.overrides);
  const plan = await planFor(spec, places, ingredients, brought);
  const { supervisor, port } = await start(plan, places, spec.signal);
  const nodes = plan.nodes.map((node) => embeddedNode(plan, node, supervisor));
  const [controlPlane] = nodes;
  if (!controlPlane) throw new HarnessError({ what: 'a plan without a node' });
  spec.progress(`${nodes.length} nodes are on`);
  const pause = imageNamed('pause', ingredients.images);
  const [joining] = await Promise.all([
    makeControlPlane({
      ...{ plan, node: controlPlane, timers: spec.timers, featureGates: spec.featureGates },
    }),
    ...plan.nodes.map(async (node, place) => {
      const files = await nodeFiles(node, { timers: spec.timers, pause });
      await putFiles(nodes[place] as ClusterNode, files);
    }),
  ]);
  await Promise.all(nodes.map((node) => join(node, joining)));
  await writeKubeconfig(places, joining.admin, port);
  await whileAllStayUp(
    nodes,
    async (signal) => {
      await installAddons(controlPlane, joining.dns, signal);
      spec.progress('the API server answers');
      const wanted = { nodes: nodes.length, storage: FOLDERS_SERVED };
      await clusterReady(connect(address), wanted, { progress: spec.progress, signal });
    },
    spec.signal,
  );
  const gates = await gatesAsAsked(spec, connect(address));
  const cluster = await attach(address, gates);
  const { kubernetes, timers } = cluster.subject;
  await writeRecord(places.record, { kubernetes, timers: { ...timers.facts }, gates });
  return cluster;
}

/** As in kind-config.yaml. */
const WORKERS = 3;

/** What is not in the cache is built now: that takes minutes the first time, and says so. */
async function ingredientsFor({ kubernetes, progress, signal }: ClusterSpec): Promise<Ingredients> {
  const version = kubernetes ?? DEFAULT_KUBERNETES;
  const found = await cachedIngredients(version);
  if (found) return found;
  progress(`building Kubernetes ${version} and what is around it, once: minutes on two cores`);
  await buildAirgap({ kubernetes: version, progress, signal }, { nodeImage: false });
  const built = await cachedIngredients(version);
  if (built) return built;
  throw new HarnessError({ what: `the build of Kubernetes ${version} left nothing behind` });
}

async function planFor(
  spec: ClusterSpec,
  places: Places,
  ingredients: Ingredients,
  brought: Brought,
): Promise<ClusterPlan> {
  return planOf({
    name: spec.name,
    workers: spec.workers ?? WORKERS,
    kubernetes: ingredients.kubernetes,
    folder: places.folder,
    shared: places.shared,
    debianRoot: ingredients.debianRoot,
    kubernetesFolder: ingredients.kubernetesFolder,
    toolsFolder: ingredients.sharedFolder,
    imageStore: ingredients.imageStore,
    components: [...ingredients.components, ...brought.components],
    overrides: brought.folder,
    // What a user brought is what is judged: nothing takes its place.
    next: brought.folder === null ? builtReleaseAfter(ingredients.kubernetes) : null,
  });
}

/** Gives a node what its services wait for. */
async function join(node: ClusterNode, joining: Joining): Promise<void> {
  const kubelet = joining.kubelets.get(node.name);
  await putFiles(node, [
    ...(kubelet
      ? [
          { path: '/etc/kubernetes/pki/ca.crt', text: joining.ca },
          { path: '/etc/kubernetes/kubelet.conf', text: kubelet },
        ]
      : []),
    { path: '/etc/kubernetes/kube-proxy.conf', text: joining.proxy },
  ]);
}

/** The administrator's own file, by way of the port on this machine's loopback. */
async function writeKubeconfig(places: Places, admin: string, port: number): Promise<void> {
  const config = parse(admin) as { clusters: [{ cluster: object }]; users: [{ user: object }] };
  const name = places.context;
  const server = `https://127.0.0.1:${port}`;
  const text = stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { ...config.clusters[0].cluster, server } }],
    users: [{ name, user: config.users[0].user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });
  await writeFile(places.kubeconfig, text, { mode: 0o600 });
}
