import type { KubernetesObject } from '@kubernetes/client-node';
import type { Api } from '../cluster/api.ts';
import { RUN_LABEL } from './namespace.ts';

/** Something that a run may have made in a namespace that was given to it. */
export interface Thing {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  /** The run that it says it belongs to; not all that a run makes says so. */
  readonly run: string | null;
  remove(): Promise<unknown>;
}

export function textOf({ kind, name }: Thing): string {
  return `${kind} ${name}`;
}

export async function thingsIn(api: Api, namespace: string): Promise<readonly Thing[]> {
  const { core, apps, policy } = api;
  const own = { namespace };
  const of =
    (kind: string, remove: (where: { name: string; namespace: string }) => Promise<unknown>) =>
    ({ metadata }: KubernetesObject): Thing => {
      const { name = '', uid = '', labels } = metadata ?? {};
      const run = labels?.[RUN_LABEL] ?? null;
      return { kind, name, uid, run, remove: () => remove({ name, namespace }) };
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
