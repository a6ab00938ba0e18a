import { readFileSync } from 'node:fs';
import type {
  KubernetesObject,
  V1ConfigMap,
  V1Container,
  V1Service,
  V1StatefulSet,
} from '@kubernetes/client-node';
import type { Deployment } from '../model/workload.ts';
import { restrictedContainer, restrictedPod } from './restricted.ts';

/** Where a member keeps what must outlive it: on its claim, or with its pod, as beginners do. */
export type Keeps = 'on its claim' | 'with its pod';

export interface SystemSetOptions {
  /** Of the set, of its headless Service and of the container. */
  readonly name: string;
  readonly replicas: number;
  readonly keeps: Keeps;
  readonly policy: 'OrderedReady' | 'Parallel';
  readonly ports: Readonly<Record<string, number>>;
  /** Members find each other before they are Ready: systems that need most of them to begin. */
  readonly findsUnready: boolean;
  /** Mounted at /etc/steadfast. */
  readonly files: Readonly<Record<string, string>>;
  readonly graceSeconds: number;
  readonly memory: string;
  readonly container: Pick<V1Container, 'command' | 'args' | 'env' | 'readinessProbe'>;
}

export const DATA = '/data';
export const FILES = '/etc/steadfast';

/** A system's Service, files and set. Members stay apart if they can. */
export function systemSet(
  options: SystemSetOptions,
  deployment: Deployment,
): readonly KubernetesObject[] {
  return [service(options, deployment), files(options, deployment), set(options, deployment)];
}

/**
 * How a member begins that is started by a script beside its workload: the script, what it is run
 * by, and what it is told of its peers: the name under which they are found, and how many they are.
 */
export function startScript(
  workload: string,
  { name, replicas }: Pick<SystemSetOptions, 'name' | 'replicas'>,
  { namespace }: Pick<Deployment, 'namespace'>,
) {
  return {
    files: { 'start.sh': readFileSync(new URL('./start.sh', workload), 'utf8') },
    command: ['sh', `${FILES}/start.sh`],
    env: [
      { name: 'SERVICE', value: `${name}.${namespace}.svc` },
      { name: 'REPLICAS', value: `${replicas}` },
    ],
  };
}

/** The start of a command line's word that only the pod's own name completes. */
export const POD_NAME = {
  name: 'POD_NAME',
  valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
};

function labels({ name }: SystemSetOptions, { run }: Deployment): Record<string, string> {
  return { 'app.kubernetes.io/name': name, 'steadfast.dev/run': run };
}

function service(options: SystemSetOptions, deployment: Deployment): V1Service {
  const { name, ports, findsUnready } = options;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: deployment.namespace, labels: labels(options, deployment) },
    spec: {
      clusterIP: 'None',
      selector: labels(options, deployment),
      publishNotReadyAddresses: findsUnready,
      ports: Object.entries(ports).map(([name, port]) => ({ name, port })),
    },
  };
}

function files(options: SystemSetOptions, deployment: Deployment): V1ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${options.name}-files`,
      namespace: deployment.namespace,
      labels: labels(options, deployment),
    },
    data: { ...options.files },
  };
}

function set(options: SystemSetOptions, deployment: Deployment): V1StatefulSet {
  const { name, replicas, keeps, policy, graceSeconds } = options;
  const { namespace, storageClass } = deployment;
  const matchLabels = labels(options, deployment);
  const isKept = keeps === 'on its claim';
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: storageClass,
      resources: { requests: { storage: '256Mi' } },
    },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace, labels: matchLabels },
    spec: {
      serviceName: name,
      replicas,
      podManagementPolicy: policy,
      selector: { matchLabels },
      template: {
        metadata: { labels: matchLabels },
        spec: {
          ...restrictedPod,
          terminationGracePeriodSeconds: graceSeconds,
          affinity: apart(matchLabels),
          ...tolerating(deployment),
          containers: [member(options, deployment)],
          volumes: [
            { name: 'files', configMap: { name: `${name}-files`, defaultMode: 0o555 } },
            { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
            ...(isKept ? [] : [{ name: 'data', emptyDir: {} }]),
          ],
        },
      },
      ...(isKept ? { volumeClaimTemplates: [claim] } : {}),
    },
  };
}

function member(options: SystemSetOptions, { image }: Deployment): V1Container {
  const { name, ports, memory, container } = options;
  return {
    ...restrictedContainer,
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    ...container,
    ports: Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort })),
    resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory } },
    volumeMounts: [
      { name: 'data', mountPath: DATA },
      { name: 'files', mountPath: FILES, readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

/** Preferred, not required: with a node down, a member whose volume lets it move has to. */
function apart(matchLabels: Record<string, string>) {
  const podAffinityTerm = {
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels },
  };
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }],
    },
  };
}

function tolerating({ tolerationSeconds }: Deployment) {
  if (tolerationSeconds === null) return {};
  return {
    tolerations: ['not-ready', 'unreachable'].map((taint) => ({
      key: `node.kubernetes.io/${taint}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds,
    })),
  };
}
