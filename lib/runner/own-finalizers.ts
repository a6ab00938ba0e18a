import { type KubernetesObject, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { type Api, orNull } from '../cluster/api.ts';

const OURS = 'steadfast.dev/';
const JSON_PATCH = setHeaderOptions('Content-Type', PatchStrategy.JsonPatch);

/**
 * What a story that broke off was still holding on to: nobody else would ever let it go. Answers
 * with the names of the members and claims that it found.
 */
export async function letGoOfOurs(
  { apps, core }: Api,
  namespace: string,
): Promise<readonly string[]> {
  const [sets, pods, claims] = await Promise.all([
    apps.listNamespacedStatefulSet({ namespace }),
    core.listNamespacedPod({ namespace }),
    core.listNamespacedPersistentVolumeClaim({ namespace }),
  ]);
  await Promise.all([
    ...sets.items.filter(isHeld).map((set) => {
      return orNull(apps.patchNamespacedStatefulSet({ ...letGo(set), namespace }, JSON_PATCH));
    }),
    ...pods.items.filter(isHeld).map((pod) => {
      return orNull(core.patchNamespacedPod({ ...letGo(pod), namespace }, JSON_PATCH));
    }),
    ...claims.items.filter(isHeld).map((claim) => {
      const asked = { ...letGo(claim), namespace };
      return orNull(core.patchNamespacedPersistentVolumeClaim(asked, JSON_PATCH));
    }),
  ]);
  return [...pods.items, ...claims.items].flatMap(({ metadata }) => metadata?.name ?? []);
}

function isHeld({ metadata }: KubernetesObject): boolean {
  return metadata?.finalizers?.some((each) => each.startsWith(OURS)) ?? false;
}

/** Only as it was read: a finalizer that somebody else added since is not to be lost. */
function letGo({ metadata }: KubernetesObject) {
  const { name = '', resourceVersion, finalizers = [] } = metadata ?? {};
  const theirs = finalizers.filter((each) => !each.startsWith(OURS));
  const body = [
    { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
    { op: 'replace', path: '/metadata/finalizers', value: theirs },
  ];
  return { name, body };
}
