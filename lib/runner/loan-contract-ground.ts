import { FOLDERS, LOCAL_PATH } from '../airgap/versions.ts';
import { connect, orNull } from '../cluster/api.ts';
import { NAMESPACE as STORAGE } from '../cluster/layout.ts';
import { DISK_CLASS } from '../cluster/own-disk.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Loan, Params } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { waitFor } from '../support/wait.ts';
import { READY_PORT, witnessSet } from '../workloads/witness-set/index.ts';
import { clearDisk, diskFor } from './disk-ground.ts';
import { createNamespace, deleteNamespace, namespacesGone } from './namespace.ts';

const NAMESPACE = 'steadfast-contract';
const DISK_NAMESPACE = `${NAMESPACE}-disk`;
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
  'toxic-member': (member) => ({ ...member, port: READY_PORT }),
  'toxic-client': (member) => ({ ...member, port: READY_PORT }),
  'broken-revision': ({ namespace }) => ({ namespace, set: SET.set }),
  'slow-termination': ({ namespace }) => ({ namespace, set: SET.set }),
};

/** Loans that hit a member whose volume has a disk of its own. */
const ON_DISKS: ReadonlySet<string> = new Set([
  'volume-full',
  'stuck-volume',
  'lose-unsynced-writes',
]);

/** Programs that run on the control plane's node alone; one that lags does so for a worker. */
const PROGRAMS = 'controller-manager|scheduler|api-server|etcd|etcd-disk|garbage-collector';
const CONTROL_PLANE = new RegExp(`^(?!lagging-).*-(${PROGRAMS}|gate|control-plane)$`);

/** Loans that harm what serves the whole cluster, as clusters of ours have it. */
const SERVES: Readonly<Record<string, Params>> = {
  'dns-outage': { namespace: 'kube-system', deployment: 'coredns' },
};

/** Params of a loan for one clause: members are named as they are now. */
export async function paramsFor(
  { name }: Loan<Params>,
  cluster: Cluster,
  way: string | null,
): Promise<Params> {
  const target = await targetOf(name, cluster);
  return way === null ? target : { ...target, way };
}

/** The ways of a loan, or null for the only way of one that knows no other. */
export function waysOf({ ways }: Loan<Params>): readonly (string | null)[] {
  return ways ?? [null];
}

async function targetOf(name: string, cluster: Cluster): Promise<Params> {
  if (cluster.can('own-disks') && ON_DISKS.has(name)) return memberOnDisk(cluster);
  const hits = HITS[name];
  if (hits) return hits(await memberOn(cluster));
  if (name === 'stuck-provisioner') return provisionerOf(cluster);
  const serves = SERVES[name];
  if (serves) return serves;
  const wanted = CONTROL_PLANE.test(name) ? 'control-plane' : 'worker';
  const nodes = cluster.nodes.filter(({ role }) => role === wanted).map((node) => node.name);
  const node = nodes.sort().at(-1);
  if (name === 'two-halves') return { side: nodes.slice(-2) };
  if (node) return { node };
  throw new HarnessError({ what: `the cluster has no ${wanted} to borrow` });
}

/** Who makes volumes on clusters of ours: one for all nodes, or one on each. */
async function provisionerOf(cluster: Cluster): Promise<Params> {
  const { apps } = connect(cluster);
  const each = { namespace: STORAGE, name: FOLDERS };
  const found = await orNull(apps.readNamespacedDaemonSet(each));
  return found
    ? { ...each, kind: 'daemonset' }
    : { namespace: STORAGE, kind: 'deployment', name: LOCAL_PATH };
}

/** Takes away what `paramsFor` has made. */
export async function clearGround(cluster: Cluster): Promise<void> {
  const api = connect(cluster);
  await deleteNamespace(api, NAMESPACE);
  await deleteNamespace(api, DISK_NAMESPACE);
  await namespacesGone(api, RUN);
  if (cluster.can('own-disks')) await clearDisk(cluster, RUN);
}

/** A set of one member in a namespace of its own, made when there is none. */
export async function memberOn(cluster: Cluster): Promise<MemberParams> {
  const storageClass = cluster.storage.perNode ?? '';
  await setIn(cluster, { namespace: NAMESPACE, storageClass });
  return readyMember(cluster, NAMESPACE);
}

/** The same, and its volume is a disk of its own on one of the workers. */
async function memberOnDisk(cluster: Cluster): Promise<MemberParams> {
  const namespace = DISK_NAMESPACE;
  const isNew = await diskFor(cluster, RUN);
  await setIn(cluster, { namespace, storageClass: DISK_CLASS });
  const { core } = connect(cluster);
  const pod = await orNull(core.readNamespacedPod({ name: `${SET.set}-0`, namespace }));
  // A container that began before the disk was there has it not; one that has failed again and
  // again is started later each time, and its successor at once.
  const restarts = pod?.status?.containerStatuses?.[0]?.restartCount ?? 0;
  if (pod && (isNew || restarts > 1)) {
    await orNull(core.deleteNamespacedPod({ name: `${SET.set}-0`, namespace }));
  }
  return readyMember(cluster, namespace);
}

interface Where {
  readonly namespace: string;
  readonly storageClass: string;
}

async function setIn(cluster: Cluster, { namespace, storageClass }: Where): Promise<void> {
  const api = connect(cluster);
  if (await orNull(api.core.readNamespace({ name: namespace }))) return;
  await createNamespace(api, { name: namespace, run: RUN });
  const { shellImage: image, subject } = cluster;
  const tolerationSeconds = subject.timers.facts.tolerationSeconds ?? null;
  const what = { namespace, run: RUN, image, storageClass, tolerationSeconds };
  for (const object of SET.manifest(what)) await api.objects.create(object);
}

async function readyMember(cluster: Cluster, namespace: string): Promise<MemberParams> {
  const api = connect(cluster);
  const name = `${SET.set}-0`;
  const pod = await waitFor({
    what: `${name} to be Ready`,
    limit: 'convergedMs',
    read: () => orNull(api.core.readNamespacedPod({ name, namespace })),
    until: (found) =>
      found?.metadata?.deletionTimestamp === undefined &&
      found?.status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ===
        true,
    describe: (found) => `it is ${found?.status?.phase ?? 'not there'}`,
  });
  const { metadata, spec } = pod ?? {};
  return { namespace, pod: name, uid: metadata?.uid ?? '', node: spec?.nodeName ?? '' };
}
