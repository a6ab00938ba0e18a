import type { Api } from '../api.ts';

const PRESET = 'storageclass.kubernetes.io/is-default-class';

/**
 * The class that a claim gets when it names none. Who may not list classes asks the server what it
 * would make of such a claim: admission writes the class into it, and nothing is created.
 */
export async function storageClassOf(
  api: Api,
  namespace: string | null,
  mayList: boolean,
): Promise<string | null> {
  if (mayList) {
    const { items } = await api.storage.listStorageClass();
    const preset = items.find(({ metadata }) => metadata?.annotations?.[PRESET] === 'true');
    return preset?.metadata?.name ?? null;
  }
  if (namespace === null) return null;
  const claim = await api.core.createNamespacedPersistentVolumeClaim({
    namespace,
    dryRun: 'All',
    body: {
      metadata: { generateName: 'steadfast-asks-' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
    },
  });
  return claim.spec?.storageClassName || null;
}
