import { Command } from '@commander-js/extra-typings';
import { stringify } from 'yaml';
import { CLUSTER_READ_RULES, ROLE_RULES } from '../../cluster/existing/permissions.ts';

const EXAMPLES = `
The Role is all that a run needs inside one namespace. With --cluster-read comes a ClusterRole that
may look at nodes, volumes and storage classes and change nothing; without it the promises that are
judged from those are not applicable, and the report says which permission was missing.

Examples:
  steadfast rbac --namespace trials | kubectl apply -f -
  steadfast rbac --namespace trials --cluster-read --service-account nightly
`;

interface Wanted {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly clusterRead: boolean;
}

export function rbacCommand() {
  return new Command('rbac')
    .description('print the permissions that a run on an existing cluster needs, as manifests')
    .option('--namespace <name>', 'the namespace that runs are to stay in', 'steadfast')
    .option('--service-account <name>', 'who is to have them', 'steadfast')
    .option('--cluster-read', 'also a read-only ClusterRole for nodes and volumes', false)
    .addHelpText('after', EXAMPLES)
    .action((wanted) => {
      const documents = manifestsFor(wanted).map((manifest) => stringify(manifest));
      process.stdout.write(documents.join('---\n'));
    });
}

/** The namespace, who acts in it, and what that one may do. */
export function manifestsFor({ namespace, serviceAccount, clusterRead }: Wanted) {
  const rbac = 'rbac.authorization.k8s.io';
  const apiVersion = `${rbac}/v1`;
  const name = 'steadfast';
  const subjects = [{ kind: 'ServiceAccount', name: serviceAccount, namespace }];
  const readerName = `steadfast-read-${namespace}`;
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: serviceAccount, namespace } },
    { apiVersion, kind: 'Role', metadata: { name, namespace }, rules: ROLE_RULES },
    {
      ...{ apiVersion, kind: 'RoleBinding', metadata: { name, namespace }, subjects },
      roleRef: { apiGroup: rbac, kind: 'Role', name },
    },
    ...(clusterRead
      ? [
          {
            ...{ apiVersion, kind: 'ClusterRole', metadata: { name: readerName } },
            rules: CLUSTER_READ_RULES,
          },
          {
            ...{ apiVersion, kind: 'ClusterRoleBinding', metadata: { name: readerName }, subjects },
            roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: readerName },
          },
        ]
      : []),
  ];
}
