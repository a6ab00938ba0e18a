import type { V1PodSpec, V1StatefulSet, V1StatefulSetSpec } from '@kubernetes/client-node';
import type { Deployment } from '../model/workload.ts';
import { restrictedContainer, restrictedPod } from './restricted.ts';

export interface BenchSetOptions {
  readonly name: string;
  readonly replicas: number;
  /** Labels of the selector, where two sets are to share one. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Names of the claim templates; each asks for more than the one before it. */
  readonly templates?: readonly string[];
  readonly retention?: V1StatefulSetSpec['persistentVolumeClaimRetentionPolicy'];
  readonly policy?: 'OrderedReady' | 'Parallel';
  readonly strategy?: 'RollingUpdate' | 'OnDelete';
  readonly accessMode?: string;
  /** What the claim templates are labelled with, and what is noted on them. */
  readonly templateLabels?: Readonly<Record<string, string>>;
  readonly templateNotes?: Readonly<Record<string, string>>;
  /** For so many seconds its members take no notice of being told to end, and stay Ready. */
  readonly lingers?: number;
  /** What differs in the pods. */
  readonly pod?: Partial<V1PodSpec>;
}

/**
 * Lives until it is told to end, and ends at once: the trap cuts the wait short, however long the
 * sleep is. A short one would start a process each second in every idle member.
 */
export const IDLE = 'trap "exit 0" TERM INT; while :; do sleep 86400 & wait $!; done';

/** Lives until it is killed. */
const DEAF = 'trap "" TERM; while :; do sleep 86400; done';

/** A set beside the workload, for stories about what a set is and not about what it runs. */
export function benchSet(options: BenchSetOptions, deployment: Deployment): V1StatefulSet {
  const { name, replicas, retention, policy = 'Parallel', strategy = 'RollingUpdate' } = options;
  const { namespace, run } = deployment;
  const matchLabels = options.labels ?? { 'steadfast.dev/bench': name };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace, labels: { ...matchLabels, 'steadfast.dev/run': run } },
    spec: {
      serviceName: name,
      replicas,
      podManagementPolicy: policy,
      updateStrategy: { type: strategy },
      selector: { matchLabels },
      ...(retention ? { persistentVolumeClaimRetentionPolicy: retention } : {}),
      template: {
        metadata: { labels: { ...matchLabels, 'steadfast.dev/run': run } },
        spec: benchPod(options.pod ?? {}, deployment, options.lingers),
      },
      volumeClaimTemplates: claimTemplates(options, deployment),
    },
  };
}

/** What a member of a bench set runs; also good for a pod that belongs to nobody. */
export function benchPod(
  differs: Partial<V1PodSpec>,
  deployment: Deployment,
  lingers?: number,
): V1PodSpec {
  return {
    ...restrictedPod,
    terminationGracePeriodSeconds: lingers ?? 5,
    containers: [
      {
        ...restrictedContainer,
        name: 'idle',
        image: deployment.image,
        imagePullPolicy: 'IfNotPresent',
        command: ['sh', '-c', lingers === undefined ? IDLE : DEAF],
        resources: { requests: { cpu: '5m', memory: '8Mi' }, limits: { memory: '32Mi' } },
      },
    ],
    ...differs,
  };
}

export interface BenchClaimOptions {
  readonly name: string;
  readonly size?: string;
  readonly accessMode?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A claim of a story's own; a claim template is one without a namespace. */
export function benchClaim(options: BenchClaimOptions, { storageClass, namespace }: Deployment) {
  const { name, size = '1Mi', accessMode = 'ReadWriteOnce', labels = {} } = options;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace, labels: { ...labels } },
    spec: {
      accessModes: [accessMode],
      storageClassName: storageClass,
      resources: { requests: { storage: size } },
    },
  };
}

function claimTemplates(options: BenchSetOptions, deployment: Deployment) {
  const { templates = [], accessMode = 'ReadWriteOnce', templateLabels: labels = {} } = options;
  const { templateNotes: annotations = {} } = options;
  return templates.map((name, place) => {
    const size = `${place + 1}Mi`;
    const { metadata, ...claim } = benchClaim({ name, size, accessMode, labels }, deployment);
    return { ...claim, metadata: { name, labels: metadata.labels, annotations } };
  });
}
