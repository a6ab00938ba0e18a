import { type Api, orNull } from '../cluster/api.ts';
import { firstLacking, lacksInNamespace } from '../cluster/existing/permissions.ts';
import { isSystemNamespace, permissionText } from '../model/blast-radius.ts';
import { UsageError } from '../support/errors.ts';
import { waitFor } from '../support/wait.ts';
import { letGoOfOurs } from './own-finalizers.ts';

interface Thing {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  remove(): Promise<unknown>;
}

/** A namespace that somebody gave to a run: it has to be empty, and is so again afterwards. */
export interface GivenNamespace {
  /** Removes everything that was not there when the run began. */
  empty(): Promise<void>;
}

/** Refuses a user who may not make and remove the namespaces that stories play in. */
export async function mustMakeNamespaces(api: Api): Promise<void> {
  const wanted = ['create', 'delete', 'list'].map((verb) => {
    return { group: '', resource: 'namespaces', verb, scope: 'cluster' as const };
  });
  const lacking = await firstLacking(api, wanted, null);
  if (!lacking) return;
  throw new UsageError({
    what: 'its user may not make a namespace for each story',
    lastSeen: `missing permission: ${permissionText(lacking)}`,
    tryThis: '--namespace NAME, with the permissions that steadfast rbac prints',
  });
}

export async function takeNamespace(api: Api, namespace: string): Promise<GivenNamespace> {
  if (isSystemNamespace(namespace)) {
    throw new UsageError({
      what: `no run is let into ${namespace}, a namespace of the system`,
      tryThis: 'steadfast rbac --namespace NAME, and --namespace NAME',
    });
  }
  const lacking = await lacksInNamespace(api, namespace);
  if (lacking) {
    throw new UsageError({
      what: `its user may not play in ${namespace}`,
      lastSeen: `missing permission: ${permissionText(lacking)}`,
      tryThis: `steadfast rbac --namespace ${namespace} | kubectl apply -f -`,
    });
  }
  const before = await thingsIn(api, namespace);
  const taken = before.filter(({ kind }) => IN_USE.has(kind));
  if (taken.length > 0) {
    throw new UsageError({
      what: `${namespace} is in use: a run has a namespace to itself`,
      lastSeen: taken.map(({ kind, name }) => `${kind} ${name}`).join(', '),
      tryThis: 'an empty namespace; what a killed run left there may be deleted',
    });
  }
  const kept = new Set(before.map(({ uid }) => uid));
  return { empty: () => emptied(api, namespace, kept) };
}

const IN_USE: ReadonlySet<string> = new Set(['set', 'pod', 'claim']);

async function emptied(api: Api, namespace: string, kept: ReadonlySet<string>): Promise<void> {
  const ours = async () =>
    (await thingsIn(api, namespace)).filter(({ uid, name }) => !kept.has(uid) && !isRoot(name));
  await waitFor({
    what: `what the story made in ${namespace} to go`,
    limit: 'namespaceGoneMs',
    async read() {
      await letGoOfOurs(api, namespace);
      const left = await ours();
      // Sets first: a set would make its members anew.
      const sets = left.filter(({ kind }) => kind === 'set');
      await Promise.all((sets.length > 0 ? sets : left).map((thing) => orNull(thing.remove())));
      return left;
    },
    until: (left) => left.length === 0,
    describe: (left) => left.map(({ kind, name }) => `${kind} ${name}`).join(', ') || 'nothing',
  });
}

/** Every namespace has these, and gets them back at once when they go. */
function isRoot(name: string): boolean {
  return name === 'kube-root-ca.crt' || name === 'default';
}

async function thingsIn(api: Api, namespace: string): Promise<readonly Thing[]> {
  const { core, apps, policy } = api;
  const own = { namespace };
  const of =
    (kind: string, remove: (where: { name: string; namespace: string }) => Promise<unknown>) =>
    ({ metadata }: { metadata?: { name?: string; uid?: string } }): Thing => {
      const { name = '', uid = '' } = metadata ?? {};
      return { kind, name, uid, remove: () => remove({ name, namespace }) };
    };
  const lists = await Promise.all([
    listed(
      apps.listNamespacedStatefulSet(own),
      of('set', (at) => apps.deleteNamespacedStatefulSet(at)),
    ),
    listed(
      core.listNamespacedPod(own),
      of('pod', (at) => core.deleteNamespacedPod(at)),
    ),
    listed(
      core.listNamespacedPersistentVolumeClaim(own),
      of('claim', (at) => core.deleteNamespacedPersistentVolumeClaim(at)),
    ),
    listed(
      core.listNamespacedService(own),
      of('service', (at) => core.deleteNamespacedService(at)),
    ),
    listed(
      core.listNamespacedConfigMap(own),
      of('configmap', (at) => core.deleteNamespacedConfigMap(at)),
    ),
    listed(
      core.listNamespacedServiceAccount(own),
      of('serviceaccount', (at) => core.deleteNamespacedServiceAccount(at)),
    ),
    listed(
      core.listNamespacedResourceQuota(own),
      of('quota', (at) => core.deleteNamespacedResourceQuota(at)),
    ),
    listed(
      core.listNamespacedLimitRange(own),
      of('limitrange', (at) => core.deleteNamespacedLimitRange(at)),
    ),
    listed(
      policy.listNamespacedPodDisruptionBudget(own),
      of('budget', (at) => policy.deleteNamespacedPodDisruptionBudget(at)),
    ),
    listed(
      apps.listNamespacedControllerRevision(own),
      of('revision', (at) => apps.deleteNamespacedControllerRevision(at)),
    ),
  ]);
  return lists.flat();
}

async function listed<Item>(asked: Promise<{ items: Item[] }>, as: (item: Item) => Thing) {
  return (await asked).items.map(as);
}
