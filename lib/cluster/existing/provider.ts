import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  CAPABILITIES,
  type Cluster,
  type ClusterAddress,
  type Provider,
} from '../../model/cluster.ts';
import { UsageError } from '../../support/errors.ts';
import { type Api, connect } from '../api.ts';

const NO_NODE_ACCESS = 'an existing cluster gives no access to its nodes';

/** Any cluster somebody else made: everything stays inside one labelled namespace of the run. */
export const existingProvider: Provider = {
  name: 'existing',
  attach,
  async up() {
    throw new UsageError({
      what: 'an existing cluster cannot be created',
      tryThis: '--context NAME, with a context of your kubeconfig',
    });
  },
  find: async (name) => ({
    provider: 'existing',
    cluster: name,
    kubeconfig: defaultKubeconfig(),
    context: name,
  }),
  async down() {
    throw new UsageError({ what: 'an existing cluster is not ours to remove' });
  },
  list: async () => [],
  abandoned: async () => [],
};

export function defaultKubeconfig(): string {
  return process.env.KUBECONFIG?.split(':')[0] || join(homedir(), '.kube', 'config');
}

async function attach(address: ClusterAddress): Promise<Cluster> {
  const api = connect(address);
  const { gitVersion } = await api.version.getCode();
  const capabilities = [] as const;
  const lacks = CAPABILITIES.map((capability) => ({ capability, reason: NO_NODE_ACCESS }));
  return {
    subject: {
      provider: 'existing',
      cluster: address.cluster,
      context: address.context,
      kubernetes: gitVersion.replace(/^v/, ''),
      timers: { name: 'as found', facts: {} },
      nodes: await nodesOf(api),
      components: [{ name: 'kube-apiserver', version: gitVersion, from: 'the cluster itself' }],
      capabilities,
      lacks,
    },
    kubeconfig: address.kubeconfig,
    context: address.context,
    nodes: [],
    storage: { perNode: await defaultStorageClass(api), shared: null },
    shellImage: process.env.STEADFAST_WITNESS_IMAGE || 'docker.io/library/busybox:stable',
    can: () => false,
  };
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

async function defaultStorageClass(api: Api): Promise<string | null> {
  const { items } = await api.storage.listStorageClass();
  const preset = items.find(
    ({ metadata }) =>
      metadata?.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true',
  );
  return preset?.metadata?.name ?? null;
}
