import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BlastRadius, permissionText } from '../../model/blast-radius.ts';
import {
  CAPABILITIES,
  type Capability,
  type Cluster,
  type ClusterAddress,
  type Provider,
} from '../../model/cluster.ts';
import { UsageError } from '../../support/errors.ts';
import type { Api } from '../api.ts';
import { readGates } from '../feature-gates.ts';
import { k6Able } from '../k6-program.ts';
import { byGates } from '../own-capabilities.ts';
import { answering } from './answering.ts';
import { attachedVolumes } from './attached-volumes.ts';
import { lacksClusterRead } from './permissions.ts';
import { storageClassOf } from './storage-class.ts';

const NO_NODE_ACCESS = 'an existing cluster gives no access to its nodes';

/** What a run asks of a cluster that somebody else made. */
export interface Wishes extends BlastRadius {
  /** An image with a POSIX shell that the cluster's nodes can pull. */
  readonly witnessImage: string | null;
  readonly storageClass: string | null;
}

const NO_WISHES: Wishes = {
  ...{ namespace: null, faults: [], nodes: [] },
  ...{ witnessImage: null, storageClass: null },
};

/** Any cluster somebody else made: a run stays inside namespaces of its own unless it may not. */
export const existingProvider: Provider = {
  name: 'existing',
  attach: (address) => attachExisting(address, NO_WISHES),
  async up() {
    throw new UsageError({
      what: 'an existing cluster cannot be created',
      tryThis: '--context NAME, with a context of your kubeconfig',
    });
  },
  find: async (name) => existingAddress(name),
  async down() {
    throw new UsageError({ what: 'an existing cluster is not ours to remove' });
  },
  list: async () => [],
  abandoned: async () => [],
};

/** A context under its own name, found again from whatever folder somebody looks for it later. */
export function existingAddress(context: string, kubeconfig = defaultKubeconfig()): ClusterAddress {
  return { provider: 'existing', cluster: context, kubeconfig: resolve(kubeconfig), context };
}

export function defaultKubeconfig(): string {
  return process.env.KUBECONFIG?.split(':')[0] || join(homedir(), '.kube', 'config');
}

/** Looks at what its user may see there, and changes nothing. */
export async function attachExisting(address: ClusterAddress, wishes: Wishes): Promise<Cluster> {
  const { api, version } = await answering(address);
  const blind = await lacksClusterRead(api);
  const gated = byGates(await readGates(api));
  const { namespace, faults, nodes } = wishes;
  const perNode = wishes.storageClass ?? (await storageClassOf(api, namespace, blind === null));
  const [k6, attached] = await Promise.all([
    k6Able(),
    attachedVolumes(api, perNode, blind === null),
  ]);
  const capabilities: readonly Capability[] = [
    ...(blind ? [] : (['cluster-read'] as const)),
    ...gated.capabilities,
    ...k6.capabilities,
    ...attached.capabilities,
  ];
  const lacks = CAPABILITIES.filter((one) => !capabilities.includes(one)).map((capability) => ({
    capability,
    reason:
      [...gated.lacks, ...k6.lacks, ...attached.lacks].find((one) => one.capability === capability)
        ?.reason ?? (capability === 'cluster-read' && blind ? missing(blind) : NO_NODE_ACCESS),
  }));
  return {
    subject: {
      provider: 'existing',
      cluster: address.cluster,
      context: address.context,
      kubernetes: version.replace(/^v/, ''),
      timers: { name: 'as found', facts: {} },
      nodes: blind ? [] : await nodesOf(api),
      components: [
        { name: 'kube-apiserver', version, from: 'the cluster itself' },
        ...k6.components,
      ],
      capabilities,
      lacks,
    },
    kubeconfig: address.kubeconfig,
    context: address.context,
    nodes: [],
    storage: { perNode, shared: null },
    shellImage:
      wishes.witnessImage ||
      process.env.STEADFAST_WITNESS_IMAGE ||
      'docker.io/library/busybox:stable',
    radius: { namespace, faults, nodes },
    can: (capability) => capabilities.includes(capability),
  };
}

function missing(permission: Parameters<typeof permissionText>[0]): string {
  return `permission: its user may not ${permissionText(permission)}`;
}

async function nodesOf(api: Api): Promise<Cluster['subject']['nodes']> {
  const { items } = await api.core.listNode();
  return items.map(({ metadata }) => ({
    name: metadata?.name ?? '',
    role:
      'node-role.kubernetes.io/control-plane' in (metadata?.labels ?? {})
        ? 'control-plane'
        : 'worker',
  }));
}
