import { parseAllDocuments } from 'yaml';
import type { ClusterNode } from '../../model/cluster.ts';
import { LIMITS } from '../../support/limits.ts';
import { foldersManifest } from '../folders-manifest.ts';
import { API_READY } from './control-plane.ts';
import { onNode } from './files.ts';

/** The one user that nobody had to be given rights for; everybody else gets theirs from it. */
const KUBECTL = 'kubectl --kubeconfig /etc/kubernetes/super-admin.conf';
const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/** What kubeadm does once the API server answers, and storage: rights, DNS, a role's label. */
export async function installAddons(
  controlPlane: ClusterNode,
  dns: string,
  signal: AbortSignal,
): Promise<void> {
  const items = [...RIGHTS, ...dnsManifest(dns), ...foldersManifest()];
  const script = [
    'set -eu',
    API_READY,
    `${KUBECTL} create --validate=false --filename - > /dev/null << 'END'`,
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    'END',
    `label="${KUBECTL} label node ${controlPlane.name} ${CONTROL_PLANE}="`,
    'until $label > /dev/null 2>&1; do sleep 0.1; done',
  ];
  await onNode(controlPlane, script.join('\n'), { limitMs: LIMITS.apiUpMs, signal });
}

/** For administrators; and for the API server, when it asks kubelets for logs or an exec. */
const RIGHTS = [
  binding('kubeadm:cluster-admins', 'cluster-admin', { kind: 'Group' }),
  binding('kube-apiserver-kubelet-client', 'system:kubelet-api-admin', { kind: 'User' }),
];

function binding(name: string, role: string, { kind }: { kind: 'Group' | 'User' }): object {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind, name }],
  };
}

/** Its image is on the control plane's node alone, where a cluster of kubeadm's would start it. */
function dnsManifest(printed: string): readonly object[] {
  const items = parseAllDocuments(printed)
    .map((document) => document.toJS())
    .filter(Boolean);
  for (const { kind, metadata, spec } of items) {
    delete metadata.resourceVersion;
    if (kind !== 'Deployment') continue;
    const pod = spec.template.spec;
    pod.nodeSelector = { [CONTROL_PLANE]: '' };
    // It is not ready at its first look yet, and the next one is 10 s later by default.
    pod.containers[0].readinessProbe.periodSeconds = 1;
  }
  return items;
}
