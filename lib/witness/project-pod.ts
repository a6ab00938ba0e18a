import type { NewEntry } from '../model/entry.ts';
import type { RawObject } from './api-reading.ts';
import { type Marked, marksOf } from './marks-of.ts';
import type { ObjectStamp } from './project-objects.ts';
import { type RawResources, resourcesOf } from './resources-of.ts';

export function projectPod(stamp: ObjectStamp, object: RawObject): NewEntry {
  const { metadata, spec, status } = object as RawPod;
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  return {
    ...stamp,
    kind: 'pod',
    owner: owner ? { kind: owner.kind, name: owner.name, uid: owner.uid } : null,
    owners: (metadata.ownerReferences ?? []).map(
      ({ kind, name, uid, controller = false, blockOwnerDeletion = false }) => {
        return { kind, name, uid, controller, blocks: blockOwnerDeletion };
      },
    ),
    finalizers: [...(metadata.finalizers ?? [])],
    node: spec.nodeName ?? null,
    ip: status?.podIP ?? null,
    phase: status?.phase ?? '',
    ready: status?.conditions?.some(isReady) ?? false,
    readySince: status?.conditions?.find(isReady)?.lastTransitionTime ?? null,
    disruption: status?.conditions?.find(isDisruption)?.reason ?? null,
    phaseReason: status?.reason ?? null,
    tolerations: (spec.tolerations ?? []).map(({ key, effect, tolerationSeconds }) => {
      return { key: key ?? '', effect: effect ?? '', seconds: tolerationSeconds ?? null };
    }),
    grace: metadata.deletionGracePeriodSeconds ?? null,
    gracePeriod: spec.terminationGracePeriodSeconds ?? null,
    revision: metadata.labels?.['controller-revision-hash'] ?? null,
    hostname: spec.hostname ?? null,
    subdomain: spec.subdomain ?? null,
    labels: { ...metadata.labels },
    marks: stamp.op === 'added' ? marksOf(metadata) : null,
    claims: claimsOf(spec),
    volumes: openVolumes(spec.volumes),
    serviceAccount: spec.serviceAccountName ?? null,
    images: spec.containers.map(({ image }) => image ?? ''),
    resources: resourcesOf(spec.containers),
    containers: (status?.containerStatuses ?? []).map(projectContainer),
  };
}

function isReady({ type, status }: RawCondition): boolean {
  return type === 'Ready' && status === 'True';
}

function isDisruption({ type, status }: RawCondition): boolean {
  return type === 'DisruptionTarget' && status === 'True';
}

interface RawCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly lastTransitionTime?: string;
}

function claimsOf(spec: RawPod['spec']): Record<string, string> {
  return Object.fromEntries(
    (spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim }) =>
      persistentVolumeClaim ? [[name, persistentVolumeClaim.claimName]] : [],
    ),
  );
}

/** Names of volumes, but for those that hold secrets: not even what they are called is kept. */
export function openVolumes(volumes: readonly RawVolumeOfPod[] = []): string[] {
  return volumes.flatMap(({ name, secret }) => (secret ? [] : [name]));
}

interface RawVolumeOfPod {
  readonly name: string;
  readonly secret?: object;
  readonly persistentVolumeClaim?: { readonly claimName: string };
}

function projectContainer(container: RawContainer) {
  const { waiting, running, terminated } = container.state ?? {};
  const state = running ? 'running' : terminated ? 'terminated' : 'waiting';
  return {
    name: container.name,
    // As the runtime knows it: the kubelet writes "containerd://<id>".
    id: container.containerID?.replace(/^[^:]*:\/\//, '') || null,
    ready: container.ready,
    restarts: container.restartCount,
    state: state as 'running' | 'terminated' | 'waiting',
    reason: waiting?.reason ?? terminated?.reason ?? null,
    exitCode: terminated?.exitCode ?? null,
  };
}

interface RawPod extends RawObject {
  readonly metadata: RawObject['metadata'] & Marked;
  readonly spec: {
    readonly nodeName?: string;
    readonly terminationGracePeriodSeconds?: number;
    readonly hostname?: string;
    readonly subdomain?: string;
    readonly serviceAccountName?: string;
    readonly tolerations?: readonly {
      readonly key?: string;
      readonly effect?: string;
      readonly tolerationSeconds?: number;
    }[];
    readonly containers: readonly RawResources[];
    readonly volumes?: readonly RawVolumeOfPod[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly reason?: string;
    readonly conditions?: readonly RawCondition[];
    readonly containerStatuses?: readonly RawContainer[];
  };
}

interface RawContainer {
  readonly name: string;
  readonly containerID?: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state?: {
    readonly waiting?: { readonly reason?: string };
    readonly running?: object;
    readonly terminated?: { readonly reason?: string; readonly exitCode?: number };
  };
}
