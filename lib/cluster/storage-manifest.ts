import { LOCAL_PATH } from '../airgap/versions.ts';
import { IN_NODE, NAMESPACE, STORAGE } from './layout.ts';
import type { Served } from './ready.ts';
import { storageGround, storageLabels } from './storage-ground.ts';

const PROVISIONER = 'steadfast.dev/local-path';
const LABELS = storageLabels(LOCAL_PATH);

export const LOCAL_PATH_SERVED: Served = {
  ...{ kind: 'deployment', namespace: NAMESPACE, name: LOCAL_PATH },
};

export interface StorageImages {
  readonly provisioner: string;
  readonly shell: string;
}

/**
 * One provisioner with two classes: volumes on the disk of one node, and volumes in the folder that
 * all nodes share. It lives on the control plane, so that no harm to a worker touches it.
 */
export function storageManifest(images: StorageImages): readonly object[] {
  const metadata = { name: LOCAL_PATH, namespace: NAMESPACE, labels: LABELS };
  return [
    ...storageGround({ name: LOCAL_PATH, provisioner: PROVISIONER, rules: RULES }),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: settings(images.shell) },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: deployment(images) },
  ];
}

const LOOK = ['get', 'list', 'watch'];
const RULES = [
  { apiGroups: [''], resources: ['nodes', 'persistentvolumeclaims', 'configmaps'], verbs: LOOK },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  { apiGroups: [''], resources: ['pods'], verbs: [...LOOK, 'create', 'delete'] },
  {
    apiGroups: [''],
    resources: ['persistentvolumes'],
    verbs: [...LOOK, 'create', 'update', 'patch', 'delete'],
  },
  { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
  { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: LOOK },
];

function settings(shell: string): Record<string, string> {
  return {
    'config.json': JSON.stringify({
      storageClassConfigs: {
        [STORAGE.perNode]: {
          nodePathMap: [{ node: 'DEFAULT_PATH_FOR_NON_LISTED_NODES', paths: [IN_NODE.volumes] }],
        },
        [STORAGE.shared]: { sharedFileSystemPath: IN_NODE.shared },
      },
    }),
    // Writable for all: a pod under restricted Pod Security is no root, and a host path takes no
    // notice of its fsGroup.
    setup: '#!/bin/sh\nset -eu\nmkdir -m 0777 -p "$VOL_DIR"\nchmod 0777 "$VOL_DIR"\n',
    teardown: '#!/bin/sh\nset -eu\nrm -rf "$VOL_DIR"\n',
    'helperPod.yaml': JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'helper-pod', labels: LABELS },
      spec: {
        priorityClassName: 'system-node-critical',
        terminationGracePeriodSeconds: 0,
        containers: [{ name: 'helper-pod', image: shell, imagePullPolicy: 'IfNotPresent' }],
      },
    }),
  };
}

function deployment({ provisioner, shell }: StorageImages): object {
  // No end to its retries: a node that is down for a scenario's length comes back.
  const flags = {
    config: '/etc/config/config.json',
    'provisioner-name': PROVISIONER,
    'helper-image': shell,
    'configmap-name': LOCAL_PATH,
    'service-account-name': LOCAL_PATH,
    'provisioning-retry-count': '0',
    'deletion-retry-count': '0',
  };
  const container = {
    name: LOCAL_PATH,
    image: provisioner,
    imagePullPolicy: 'IfNotPresent',
    command: [
      LOCAL_PATH,
      'start',
      ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
    ],
    env: [
      { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      { name: 'CONFIG_MOUNT_PATH', value: '/etc/config/' },
    ],
    volumeMounts: [{ name: 'settings', mountPath: '/etc/config/' }],
  };
  return {
    replicas: 1,
    strategy: { type: 'Recreate' },
    selector: { matchLabels: LABELS },
    template: {
      metadata: { labels: LABELS },
      spec: {
        serviceAccountName: LOCAL_PATH,
        priorityClassName: 'system-cluster-critical',
        nodeSelector: { 'node-role.kubernetes.io/control-plane': '' },
        tolerations: [{ operator: 'Exists' }],
        containers: [container],
        volumes: [{ name: 'settings', configMap: { name: LOCAL_PATH } }],
      },
    },
  };
}
