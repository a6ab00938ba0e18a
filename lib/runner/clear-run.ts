import type { Api } from '../cluster/api.ts';
import { firstLacking } from '../cluster/existing/permissions.ts';
import { type Permission, permissionText } from '../model/blast-radius.ts';
import { UsageError } from '../support/errors.ts';
import { clearNamespace, namespacesGone, namespacesOf } from './namespace.ts';

const ON_NAMESPACES = { group: '', resource: 'namespaces', scope: 'cluster' } as const;
const TO_LOOK: readonly Permission[] = [{ ...ON_NAMESPACES, verb: 'list' }];
const TO_CLEAR: readonly Permission[] = [
  { ...ON_NAMESPACES, verb: 'delete' },
  ...[
    { group: 'apps', resource: 'statefulsets' },
    { group: '', resource: 'pods' },
    { group: '', resource: 'persistentvolumeclaims' },
  ].flatMap((what) => ['list', 'patch', 'deletecollection'].map((verb) => ({ ...what, verb }))),
];

/** Takes away every namespace that carries the label of a run, the way the run would have. */
export async function clearRun(
  api: Api,
  run: string,
  tell: (removed: string) => void,
): Promise<void> {
  await mayLook(api);
  const there = new Set(await namespacesOf(api, run));
  for (const name of there) await mayDo(api, `remove the namespace ${name}`, TO_CLEAR, name);
  // Whether they went is asked below, where whatever went wrong here is asked for once more.
  await Promise.allSettled([...there].map((name) => clearNamespace(api, name)));
  await namespacesGone(api, run, (left) => {
    for (const name of there) {
      if (left.includes(name)) continue;
      tell(`namespace ${name}`);
      there.delete(name);
    }
  });
}

/** Refuses a user who may not even look for namespaces of runs. */
export function mayLook(api: Api): Promise<void> {
  return mayDo(api, 'look for namespaces of runs', TO_LOOK, null);
}

async function mayDo(
  api: Api,
  what: string,
  wanted: readonly Permission[],
  namespace: string | null,
): Promise<void> {
  const lacking = await firstLacking(api, wanted, namespace);
  if (!lacking) return;
  throw new UsageError({
    what: `its user may not ${what}`,
    lastSeen: `missing permission: ${permissionText(lacking)}`,
    tryThis: 'kubectl auth can-i, and whoever grants such things',
  });
}
