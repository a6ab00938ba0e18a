import { componentsFromLabel, inUse } from '../../airgap/components.ts';
import { imagesOfReleaseAfter } from '../../airgap/program-images.ts';
import { SHELL_IMAGE } from '../../airgap/versions.ts';
import type { Cluster, ClusterAddress, ClusterNode, Component } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { attempt, run } from '../../support/exec.ts';
import { k6Able } from '../k6-program.ts';
import { STORAGE } from '../layout.ts';
import { ownCapabilities } from '../own-capabilities.ts';
import { type ClusterRecord, readRecord, volumesBy } from '../record.ts';
import { readTimers, type TimerFacts, timersName } from '../timers.ts';
import { type NodeContainer, nodeContainers } from './containers.ts';
import { lacksOf } from './lacks.ts';
import { nodesOf, textIn } from './nodes.ts';
import { placesOf } from './places.ts';

/** The cluster as it stands, told from its containers: any process may do this at any time. */
export async function attach(
  address: ClusterAddress,
  asMade?: Pick<ClusterRecord, 'gates' | 'volumes'>,
): Promise<Cluster> {
  const containers = await nodeContainers(placesOf(address.cluster).kindName);
  const controlPlane = containers.find(({ role }) => role === 'control-plane');
  if (!controlPlane) {
    throw new HarnessError({
      what: `cluster ${address.cluster} is not up`,
      lastSeen: 'the container engine has no node of it',
      tryThis: `steadfast cluster up --name ${address.cluster}`,
    });
  }
  const nodes = await nodesOf(placesOf(address.cluster), containers);
  const [version, facts, components] = await Promise.all([
    textIn(controlPlane, '/kind/version'),
    timerFacts(address, nodes),
    componentsOf(controlPlane),
  ]);
  const record = asMade ?? (await readRecord(placesOf(address.cluster).record));
  const known = record?.gates ?? {};
  const kubernetes = version.trim().replace(/^v/, '');
  const [next, k6] = await Promise.all([imagesOfReleaseAfter(kubernetes), k6Able()]);
  const lacks = lacksOf({ kubernetes, gates: known, hasNext: next !== null });
  const own = ownCapabilities([...lacks, ...k6.lacks], known);
  return {
    subject: {
      provider: 'kind',
      cluster: address.cluster,
      context: address.context,
      kubernetes,
      timers: { name: timersName(facts), facts },
      nodes: nodes.map(({ name, role }) => ({ name, role })),
      components: [...inUse(components, volumesBy(record)), ...k6.components],
      ...own,
    },
    kubeconfig: address.kubeconfig,
    context: address.context,
    nodes,
    storage: STORAGE,
    shellImage: SHELL_IMAGE,
    ...(next ? { upgradesTo: next } : {}),
    can: (capability) => own.capabilities.includes(capability),
  };
}

async function timerFacts(
  address: ClusterAddress,
  nodes: readonly ClusterNode[],
): Promise<TimerFacts> {
  const controlPlane = nodes.find(({ role }) => role === 'control-plane');
  try {
    if (controlPlane) return await readTimers(controlPlane);
  } catch (error) {
    const record = await readRecord(placesOf(address.cluster).record);
    if (record) return record.timers;
    throw error;
  }
  return {};
}

/** What the cluster is made of, by the label of a node image of ours or else by asking it. */
async function componentsOf(controlPlane: NodeContainer): Promise<readonly Component[]> {
  const label = controlPlane.labels['steadfast.dev/components'];
  const [engine, kernel, inside] = await Promise.all([
    run(['docker', 'version', '--format', '{{.Server.Version}}']),
    run(['docker', 'info', '--format', '{{.KernelVersion}}, cgroup v{{.CgroupVersion}}']),
    label ? componentsFromLabel(label) : probed(controlPlane),
  ]);
  return [
    ...inside,
    { name: 'container engine', version: engine, from: 'host' },
    { name: 'kernel', version: kernel, from: 'host' },
  ];
}

async function probed(controlPlane: NodeContainer): Promise<readonly Component[]> {
  const questions = [
    { name: 'kubernetes', command: ['kubelet', '--version'] },
    { name: 'containerd', command: ['containerd', '--version'] },
    { name: 'runc', command: ['runc', '--version'] },
  ];
  return Promise.all(
    questions.map(async ({ name, command }) => {
      const said = await attempt(['docker', 'exec', controlPlane.name, ...command]);
      const version = /v?\d+\.\d+\.\d+\S*/.exec(said.stdout)?.[0] ?? 'unknown';
      return { name, version, from: `image ${controlPlane.image}` };
    }),
  );
}
