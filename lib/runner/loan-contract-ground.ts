import { connect, orNull } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Loan, Params } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { waitFor } from '../support/wait.ts';
import { witnessSet } from '../workloads/witness-set/index.ts';
import { createNamespace, deleteNamespace, namespacesGone } from './namespace.ts';

const NAMESPACE = 'steadfast-contract';
const RUN = 'contract';
const SET = witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' });

/** What a loan is tried on: a worker, unless it is known to hit something else. */
const HITS: Readonly<Record<string, (member: MemberParams) => Params>> = {
  'refuse-by-quota': ({ namespace }) => ({ namespace }),
  'refuse-by-webhook': ({ namespace }) => ({ namespace }),
  'hold-by-finalizer': (member) => member,
  'flap-readiness': (member) => member,
  'freeze-member': (member) => member,
  'volume-read-only': (member) => member,
  'broken-revision': ({ namespace }) => ({ namespace, set: SET.set, way: 'crash' }),
  'slow-termination': ({ namespace }) => ({ namespace, set: SET.set, way: 'ignored-sigterm' }),
};

/** Programs that run on the control plane's node alone. */
const CONTROL_PLANE = /-(controller-manager|scheduler|api-server|etcd)$/;

/** Params of a loan for one clause: members are named as they are now. */
export async function paramsFor({ name }: Loan<Params>, cluster: Cluster): Promise<Params> {
  const hits = HITS[name];
  if (hits) return hits(await memberOn(cluster));
  if (name === 'dns-outage') return { namespace: 'kube-system', deployment: 'coredns' };
  const wanted = CONTROL_PLANE.test(name) ? 'control-plane' : 'worker';
  const nodes = cluster.nodes.filter(({ role }) => role === wanted).map((node) => node.name);
  const node = nodes.sort().at(-1);
  if (node) return name === 'toxic-link' ? { node, way: 'latency' } : { node };
  throw new HarnessError({ what: `the cluster has no ${wanted} to borrow` });
}

/** Takes away what `paramsFor` has made. */
export async function clearGround(cluster: Cluster): Promise<void> {
  const api = connect(cluster);
  await deleteNamespace(api, NAMESPACE);
  await namespacesGone(api, RUN);
}

/** A set of one member in a namespace of its own, made when there is none. */
async function memberOn(cluster: Cluster): Promise<MemberParams> {
  const api = connect(cluster);
  if (!(await orNull(api.core.readNamespace({ name: NAMESPACE })))) {
    await createNamespace(api, { name: NAMESPACE, run: RUN });
    const { storage, shellImage: image, subject } = cluster;
    const tolerationSeconds = subject.timers.facts.tolerationSeconds ?? null;
    const storageClass = storage.perNode ?? '';
    const what = { namespace: NAMESPACE, run: RUN, image, storageClass, tolerationSeconds };
    for (const object of SET.manifest(what)) await api.objects.create(object);
  }
  const name = `${SET.set}-0`;
  const pod = await waitFor({
    what: `${name} to be Ready`,
    limit: 'convergedMs',
    read: () => orNull(api.core.readNamespacedPod({ name, namespace: NAMESPACE })),
    until: (found) =>
      found?.metadata?.deletionTimestamp === undefined &&
      found?.status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ===
        true,
    describe: (found) => `it is ${found?.status?.phase ?? 'not there'}`,
  });
  const { metadata, spec } = pod ?? {};
  return { namespace: NAMESPACE, pod: name, uid: metadata?.uid ?? '', node: spec?.nodeName ?? '' };
}
