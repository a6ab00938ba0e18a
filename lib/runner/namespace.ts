import { type Api, orNull } from '../cluster/api.ts';
import { type Lot, lotAnnotations } from '../cluster/lots.ts';
import { isSystemNamespace } from '../model/blast-radius.ts';
import { waitFor } from '../support/wait.ts';
import { letGoOfOurs } from './own-finalizers.ts';

export const RUN_LABEL = 'steadfast.dev/run';

/** Everything of one scenario lives in one namespace that carries the run's label. */
export async function createNamespace(
  api: Api,
  namespace: { readonly name: string; readonly run: string; readonly lot?: Lot | undefined },
): Promise<void> {
  await api.core.createNamespace({
    body: {
      metadata: {
        name: namespace.name,
        ...(namespace.lot ? { annotations: lotAnnotations(namespace.lot) } : {}),
        labels: {
          [RUN_LABEL]: namespace.run,
          'pod-security.kubernetes.io/enforce': 'restricted',
        },
      },
    },
  });
  // Admission refuses pods until the namespace has its default service account.
  await waitFor({
    what: `the service account of namespace ${namespace.name}`,
    limit: 'podReadyMs',
    read: () =>
      orNull(api.core.readNamespacedServiceAccount({ name: 'default', namespace: namespace.name })),
    until: (account) => account !== null,
    describe: (account) => (account ? 'there' : 'not there'),
    everyMs: 50,
  });
}

/**
 * Removes a namespace with all that is in it: the sets first, then what their members hold on to.
 * The server would do that by itself, and look again only seconds later for what had a finalizer.
 */
export async function clearNamespace(api: Api, namespace: string): Promise<void> {
  const { core, apps } = api;
  try {
    await apps.deleteCollectionNamespacedStatefulSet({ namespace });
    await core.deleteCollectionNamespacedPod({ namespace });
    await core.deleteCollectionNamespacedPersistentVolumeClaim({ namespace });
    await waitFor({
      what: `the members and claims of namespace ${namespace} to go`,
      limit: 'namespaceGoneMs',
      read: () => letGoOfOurs(api, namespace),
      until: (left) => left.length === 0,
      describe: (left) => left.join(', ') || 'gone',
    });
  } finally {
    await deleteNamespace(api, namespace);
  }
}

export async function deleteNamespace(api: Api, name: string): Promise<void> {
  await orNull(api.core.deleteNamespace({ name }));
}

export async function namespacesGone(
  api: Api,
  run: string,
  onLook: (left: readonly string[]) => void = () => {},
): Promise<void> {
  await waitFor({
    what: `the namespaces of run ${run} to go`,
    limit: 'namespaceGoneMs',
    async read() {
      const left = await namespacesOf(api, run);
      onLook(left);
      for (const name of left) await letGoOfOurs(api, name);
      return left;
    },
    until: (left) => left.length === 0,
    describe: (left) => (left.length === 0 ? 'gone' : `still there: ${left.join(', ')}`),
  });
}

export async function namespacesOf(api: Api, run: string): Promise<string[]> {
  return (await labelled(api, `${RUN_LABEL}=${run}`)).map(({ name }) => name);
}

export interface NamespaceOfRun {
  readonly name: string;
  readonly run: string;
  readonly createdAt: Date;
}

/** The namespaces of all runs there are, whoever began them. */
export function namespacesOfRuns(api: Api): Promise<NamespaceOfRun[]> {
  return labelled(api, RUN_LABEL);
}

/** Whoever puts our label on a namespace of the system does not make it ours. */
async function labelled({ core }: Api, labelSelector: string): Promise<NamespaceOfRun[]> {
  const { items } = await core.listNamespace({ labelSelector });
  return items.flatMap(({ metadata: { name, labels, creationTimestamp } = {} }) => {
    if (!name || isSystemNamespace(name)) return [];
    return { name, run: labels?.[RUN_LABEL] ?? '', createdAt: creationTimestamp ?? new Date() };
  });
}
