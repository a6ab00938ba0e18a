import { FOLDERS, FOLDERS_IMAGE } from '../airgap/versions.ts';
import { IN_NODE, NAMESPACE } from './layout.ts';
import type { Served } from './ready.ts';
import { storageGround, storageLabels } from './storage-ground.ts';

const PROVISIONER = 'steadfast.dev/folders';
const LABELS = storageLabels(FOLDERS);

/** The daemon set that makes and removes volumes. */
export const FOLDERS_SERVED: Served = { kind: 'daemon set', namespace: NAMESPACE, name: FOLDERS };

/**
 * One provisioner on each node with two classes: volumes on the disk of that node, and volumes in
 * the folder that all nodes share.
 */
export function foldersManifest(): readonly object[] {
  const metadata = { name: FOLDERS, namespace: NAMESPACE, labels: LABELS };
  const parameters = { perNode: { folder: 'own' }, shared: { folder: 'shared' } };
  return [
    ...storageGround({ name: FOLDERS, provisioner: PROVISIONER, rules: RULES, parameters }),
    { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: daemonSet() },
  ];
}

const LOOK = ['get', 'list', 'watch'];
const RULES = [
  { apiGroups: [''], resources: ['nodes'], verbs: LOOK },
  // A claim whose node is gone is given back to the scheduler.
  { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: [...LOOK, 'update'] },
  {
    apiGroups: [''],
    resources: ['persistentvolumes'],
    verbs: [...LOOK, 'create', 'update', 'patch', 'delete'],
  },
  { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
  { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: LOOK },
];

function daemonSet(): object {
  const mounts = [
    { name: 'own', path: IN_NODE.volumes },
    { name: 'shared', path: IN_NODE.shared },
  ];
  const container = {
    name: FOLDERS,
    image: FOLDERS_IMAGE,
    imagePullPolicy: 'IfNotPresent',
    args: [
      `--name=${PROVISIONER}`,
      '--node=$(NODE)',
      `--own=${IN_NODE.volumes}`,
      `--shared=${IN_NODE.shared}`,
    ],
    env: [
      { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      // A watch that a network split has killed is given up soon, not after three quarters of a
      // minute: claims made after the heal would wait for it.
      { name: 'HTTP2_READ_IDLE_TIMEOUT_SECONDS', value: '5' },
      { name: 'HTTP2_PING_TIMEOUT_SECONDS', value: '3' },
    ],
    volumeMounts: mounts.map(({ name, path }) => ({ name, mountPath: path })),
  };
  return {
    selector: { matchLabels: LABELS },
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } },
    template: {
      metadata: { labels: LABELS },
      spec: {
        serviceAccountName: FOLDERS,
        priorityClassName: 'system-node-critical',
        // It serves its node, whatever may be said of that node, and needs no network of pods.
        hostNetwork: true,
        tolerations: [{ operator: 'Exists' }],
        terminationGracePeriodSeconds: 1,
        containers: [container],
        volumes: mounts.map(({ name, path }) => ({
          name,
          hostPath: { path, type: 'DirectoryOrCreate' },
        })),
      },
    },
  };
}
