import type { Permission } from '../../model/blast-radius.ts';
import type { Api } from '../api.ts';

export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const READ = ['get', 'list', 'watch'] as const;
const ALL = [...READ, 'create', 'update', 'patch', 'delete'] as const;

/** All that a run needs in its own namespace, and nothing that reaches out of it. */
export const ROLE_RULES: readonly Rule[] = [
  { apiGroups: [''], resources: ['pods', 'persistentvolumeclaims'], verbs: ALL },
  { apiGroups: [''], resources: ['pods'], verbs: ['deletecollection'] },
  { apiGroups: [''], resources: ['pods/status'], verbs: ['get', 'patch', 'update'] },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
  {
    apiGroups: [''],
    resources: ['services', 'configmaps', 'serviceaccounts', 'resourcequotas', 'limitranges'],
    verbs: ALL,
  },
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
  // Clients of real systems reach each member through a port-forward.
  { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create', 'get'] },
  { apiGroups: [''], resources: ['events'], verbs: READ },
  { apiGroups: ['apps'], resources: ['statefulsets', 'controllerrevisions'], verbs: ALL },
  {
    apiGroups: ['apps'],
    resources: ['statefulsets/scale', 'statefulsets/status'],
    verbs: ['get', 'patch', 'update'],
  },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: ALL },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
];

/** What a run may also look at, and never change: nodes and volumes belong to no namespace. */
export const CLUSTER_READ_RULES: readonly Rule[] = [
  { apiGroups: [''], resources: ['nodes', 'persistentvolumes'], verbs: READ },
  {
    apiGroups: ['storage.k8s.io'],
    resources: ['storageclasses', 'csidrivers', 'volumeattachments'],
    verbs: READ,
  },
];

const CLUSTER_READ: readonly Permission[] = CLUSTER_READ_RULES.flatMap(({ apiGroups, resources }) =>
  apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      ['list', 'watch'].map((verb) => ({ group, resource, verb, scope: 'cluster' as const })),
    ),
  ),
);

/** The first thing that is missing for looking at what belongs to no namespace, or null. */
export async function lacksClusterRead(api: Api): Promise<Permission | null> {
  return firstLacking(api, CLUSTER_READ, null);
}

/** The first thing that is missing for playing a story in this namespace, or null. */
export async function lacksInNamespace(api: Api, namespace: string): Promise<Permission | null> {
  const wanted = ROLE_RULES.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((path) => {
        const [resource = '', subresource] = path.split('/');
        const sub = subresource ? { subresource } : {};
        return verbs.map((verb): Permission => ({ group, resource, ...sub, verb }));
      }),
    ),
  );
  return firstLacking(api, wanted, namespace);
}

export async function firstLacking(
  api: Api,
  wanted: readonly Permission[],
  namespace: string | null,
): Promise<Permission | null> {
  const answers = await Promise.all(wanted.map((one) => isAllowed(api, one, namespace)));
  return wanted.find((_, place) => !answers[place]) ?? null;
}

/** The API server's own word on what the user of this context may do. */
async function isAllowed(
  { authorization }: Api,
  { group, resource, subresource, verb, scope }: Permission,
  namespace: string | null,
): Promise<boolean> {
  const inside = scope === 'cluster' || namespace === null ? {} : { namespace };
  const sub = subresource ? { subresource } : {};
  const { status } = await authorization.createSelfSubjectAccessReview({
    body: { spec: { resourceAttributes: { group, resource, ...sub, verb, ...inside } } },
  });
  return status?.allowed === true;
}
