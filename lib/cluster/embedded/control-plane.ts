import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { ClusterNode, FeatureGates, Timers } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { kubeadmSettings } from '../kind/config.ts';
import { onNode, putFiles } from './files.ts';
import type { ClusterPlan } from './plan.ts';
import { SERVICES } from './services.ts';

export interface ControlPlaneTask {
  readonly plan: ClusterPlan;
  readonly node: ClusterNode;
  readonly timers: Timers;
  readonly featureGates?: FeatureGates | undefined;
}

/** What other nodes need to join: nothing here leaves the cluster's own folders. */
export interface Joining {
  readonly ca: string;
  readonly admin: string;
  readonly proxy: string;
  readonly kubelets: ReadonlyMap<string, string>;
  /** The cluster's DNS, as kubeadm would install it. */
  readonly dns: string;
}

const CONFIG = '/etc/steadfast/kubeadm.yaml';

/**
 * kubeadm makes certificates, kubeconfigs and the components' manifests, as it does on kind. The
 * commands of those manifests then run as plain processes instead of as pods. The store and the API
 * server take seconds to start, so what they need is made first and the rest meanwhile.
 */
export async function makeControlPlane(task: ControlPlaneTask): Promise<Joining> {
  const { node } = task;
  await putFiles(node, [
    { path: CONFIG, text: await kubeadmConfig(task) },
    { path: '/etc/steadfast/audit-policy.yaml', text: await auditPolicy() },
  ]);
  const manifests = await printed(node, [
    ...['certs all', 'etcd local', 'control-plane all'].map(phase),
    'cd /etc/kubernetes',
    'for file in manifests/*.yaml; do echo "=== $file"; cat "$file"; done',
    // Nobody here reads them as manifests, and nobody shall think so.
    'rm -r manifests',
  ]);
  await putFiles(
    node,
    [...manifests].flatMap(([path, text]) => componentService(path, text)),
  );
  return joiningOf(task);
}

async function joiningOf({ node, plan }: ControlPlaneTask): Promise<Joining> {
  const workers = plan.nodes.filter(({ name }) => name !== node.name);
  const users = [
    ...workers.map(({ name }) => ({ name, user: `system:node:${name}`, group: 'system:nodes' })),
    { name: 'proxy', user: 'system:kube-proxy', group: 'system:node-proxiers' },
  ];
  const asked = users.map(({ name, user, group }) => {
    const who = `--client-name=${user} --org=${group}`;
    return `echo "=== ${name}"; kubeadm kubeconfig user --config ${CONFIG} ${who}`;
  });
  const files = await printed(node, [
    phase('kubeconfig all'),
    'cd /etc/kubernetes',
    'for file in pki/ca.crt admin.conf; do echo "=== $file"; cat "$file"; done',
    ...asked,
    `echo "=== dns"; kubeadm init phase addon coredns --config ${CONFIG} --print-manifest`,
  ]);
  return {
    ca: textOf(files, 'pki/ca.crt'),
    admin: textOf(files, 'admin.conf'),
    proxy: textOf(files, 'proxy'),
    dns: textOf(files, 'dns'),
    kubelets: new Map(workers.map(({ name }) => [name, textOf(files, name)])),
  };
}

function phase(name: string): string {
  return `kubeadm init phase ${name} --config ${CONFIG} >&2`;
}

/** Runs lines on the node and answers with what they print, by the headings that they print. */
async function printed(node: ClusterNode, lines: readonly string[]) {
  return filesIn(await onNode(node, ['set -eu', ...lines].join('\n')));
}

function filesIn(said: string): ReadonlyMap<string, string> {
  return new Map(
    said
      .split(/^=== /m)
      .slice(1)
      .map((part) => {
        const end = part.indexOf('\n');
        return [part.slice(0, end), part.slice(end + 1)];
      }),
  );
}

function textOf(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path);
  if (text) return text;
  throw new HarnessError({ what: `kubeadm made no ${path}`, lastSeen: [...files.keys()].join() });
}

const manifestSchema = z.object({
  spec: z.object({ containers: z.tuple([z.object({ command: z.array(z.string()) })]) }),
});

/** A manifest's command as a service of the node; nothing for files that are no manifests. */
function componentService(path: string, text: string) {
  const [, name] = /^manifests\/(.*)\.yaml$/.exec(path) ?? [];
  if (!name) return [];
  const [{ command }] = manifestSchema.parse(parse(text)).spec.containers;
  const words = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  // These two ask again only after seconds when the API server is not there yet.
  const waits = ['kube-controller-manager', 'kube-scheduler'].includes(name);
  const lines = ['#!/bin/bash', ...(waits ? [API_READY] : []), `exec ${words.join(' ')}`, ''];
  return [{ path: `${SERVICES}/${name}`, text: lines.join('\n'), runs: true }];
}

const ASK =
  'flock /run/asking kubectl --kubeconfig /etc/kubernetes/super-admin.conf get --raw /readyz';

/**
 * For bash on the control plane's node. Whoever has no port yet need not be asked, and of those
 * who wait one asks at a time: clients that are started all the while take from the server the time
 * that it needs to start. That nobody answers yet is all they would say, so it is not kept; the
 * limits of whoever waits end this.
 */
export const API_READY = `until (: < /dev/tcp/127.0.0.1/6443) 2> /dev/null; do sleep 0.1; done
until ${ASK} > /dev/null 2>&1; do sleep 0.2; done`;

async function auditPolicy(): Promise<string> {
  return readFile(new URL('../audit-policy.yaml', import.meta.url), 'utf8');
}

/** The settings of kind-config.yaml, so that timers and witnesses are the same on both. */
async function kubeadmConfig(task: ControlPlaneTask): Promise<string> {
  const { plan, node, timers, featureGates } = task;
  const settings = await kubeadmSettings(timers, featureGates);
  const { apiServer, controllerManager } = settings.ClusterConfiguration;
  const init = {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'InitConfiguration',
    localAPIEndpoint: { advertiseAddress: node.address },
    nodeRegistration: {
      name: node.name,
      criSocket: 'unix:///run/containerd/containerd.sock',
    },
  };
  const cluster = {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'ClusterConfiguration',
    clusterName: plan.name,
    kubernetesVersion: `v${plan.kubernetes}`,
    controlPlaneEndpoint: `${node.address}:6443`,
    encryptionAlgorithm: 'ECDSA-P256',
    networking: { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/16' },
    apiServer: {
      extraArgs: argumentsIn(apiServer),
      certSANs: ['127.0.0.1', 'localhost'],
    },
    controllerManager: {
      // Ranges are laid down with the nodes, before any of them has registered.
      extraArgs: [
        ...argumentsIn(controllerManager),
        { name: 'allocate-node-cidrs', value: 'false' },
      ],
    },
    etcd: { local: { extraArgs: STORE } },
  };
  return [init, cluster].map((document) => stringify(document)).join('---\n');
}

const STORE = [
  // The disk of a node survives whatever is done to the node; only a power cut would not.
  { name: 'unsafe-no-fsync', value: 'true' },
  // It is alone, and elects itself when nobody else was heard of for so long: once at each start.
  { name: 'heartbeat-interval', value: '20' },
  { name: 'election-timeout', value: '200' },
];

function argumentsIn(component: unknown): readonly unknown[] {
  return z.object({ extraArgs: z.array(z.unknown()) }).parse(component).extraArgs;
}
