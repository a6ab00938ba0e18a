import { NAMESPACE, STORAGE } from './layout.ts';

/** What every provisioner of clusters of ours has in common. */
export interface Provisioner {
  /** What its objects are called. */
  readonly name: string;
  /** What storage classes call it. */
  readonly provisioner: string;
  readonly rules: readonly object[];
  readonly parameters?: Readonly<Record<keyof typeof STORAGE, Record<string, string>>>;
}

export function storageLabels(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name, 'steadfast.dev/part': 'storage' };
}

/** Its namespace, its rights, and its two classes: on the disk of a node, and shared by all. */
export function storageGround(one: Provisioner): readonly object[] {
  const { name, rules, parameters } = one;
  const labels = storageLabels(name);
  const group = 'rbac.authorization.k8s.io';
  const isDefault = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: NAMESPACE, labels } },
    { apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata: { name, labels }, rules },
    {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name, labels },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: NAMESPACE }],
    },
    storageClass(
      one,
      { name: STORAGE.perNode, labels, annotations: isDefault },
      parameters?.perNode,
    ),
    storageClass(one, { name: STORAGE.shared, labels }, parameters?.shared),
  ];
}

function storageClass(
  { provisioner }: Provisioner,
  metadata: object,
  parameters: Record<string, string> = {},
): object {
  return {
    ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata, provisioner, parameters },
    volumeBindingMode: 'WaitForFirstConsumer',
    reclaimPolicy: 'Delete',
    // A folder has no size: whatever a claim grows to, it has.
    allowVolumeExpansion: true,
  };
}
