import { readFileSync } from 'node:fs';
import type { V1ConfigMap, V1Container, V1Service, V1StatefulSet } from '@kubernetes/client-node';
import type { Deployment, Workload } from '../../model/workload.ts';
import { restrictedContainer, restrictedPod } from '../restricted.ts';

export interface WitnessSetOptions {
  readonly replicas: number;
  /** Its first ordinal, where that is not 0. */
  readonly start?: number;
  /** 100 where at-most-one is tried, 1000 elsewhere. */
  readonly beatMs: number;
  readonly storage: Workload['storage'];
}

const SET = 'web';
const SERVICE = 'web';
const SCRIPT = 'witness.sh';
const READY = 'ready.sh';
/** Where a member says whether it is ready. Not a port of the Service: only the kubelet asks. */
export const READY_PORT = 7001;

/** Nobody selects by these: members carry them because their template does, or not at all. */
const MARKS = {
  labels: { 'steadfast.dev/part': 'member' },
  annotations: { 'steadfast.dev/note': 'from-the-template' },
};

/**
 * Members that do nothing but testify: each writes a chain of synced records to its own volume and
 * says so only afterwards. Whatever happens to identity, volume or process shows in the chain.
 */
export function witnessSet(options: WitnessSetOptions): Workload {
  return {
    name: 'witness-set',
    set: SET,
    service: SERVICE,
    ...options,
    manifest: (deployment) => [
      service(deployment),
      script(deployment),
      statefulSet(options, deployment),
    ],
  };
}

function labels({ run }: Deployment): Record<string, string> {
  return { 'app.kubernetes.io/name': SET, 'steadfast.dev/run': run };
}

function service(deployment: Deployment): V1Service {
  const { namespace } = deployment;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: SERVICE, namespace, labels: labels(deployment) },
    spec: {
      clusterIP: 'None',
      selector: labels(deployment),
      // Nobody listens there: the port is for the records that only named ports have.
      ports: [{ name: 'peers', port: 7000 }],
    },
  };
}

function script(deployment: Deployment): V1ConfigMap {
  const { namespace } = deployment;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${SET}-script`, namespace, labels: labels(deployment) },
    data: { [SCRIPT]: textOf(SCRIPT), [READY]: textOf(READY) },
  };
}

function textOf(program: string): string {
  return readFileSync(new URL(`./${program}`, import.meta.url), 'utf8');
}

function statefulSet(options: WitnessSetOptions, deployment: Deployment): V1StatefulSet {
  const { namespace, storageClass, tolerationSeconds } = deployment;
  const matchLabels = labels(deployment);
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: SET, namespace, labels: matchLabels },
    spec: {
      serviceName: SERVICE,
      replicas: options.replicas,
      podManagementPolicy: 'OrderedReady',
      ...(options.start === undefined ? {} : { ordinals: { start: options.start } }),
      selector: { matchLabels },
      template: {
        metadata: {
          labels: { ...matchLabels, ...MARKS.labels },
          annotations: { ...MARKS.annotations },
        },
        spec: {
          ...restrictedPod,
          terminationGracePeriodSeconds: 5,
          // Preferred, not required: with a node down, a member on shared storage has to move to
          // a node that already has one.
          affinity: {
            podAntiAffinity: {
              preferredDuringSchedulingIgnoredDuringExecution: [
                {
                  weight: 100,
                  podAffinityTerm: {
                    topologyKey: 'kubernetes.io/hostname',
                    labelSelector: { matchLabels },
                  },
                },
              ],
            },
          },
          ...(tolerationSeconds === null ? {} : { tolerations: tolerations(tolerationSeconds) }),
          containers: [member(options, deployment)],
          volumes: [
            { name: 'script', configMap: { name: `${SET}-script`, defaultMode: 0o555, items } },
            { name: 'pulse', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
          ],
        },
      },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: storageClass,
            resources: { requests: { storage: '64Mi' } },
          },
        },
      ],
    },
  };
}

/** httpd runs what lies in its cgi-bin, and shows what lies beside it: nothing. */
const items = [
  { key: SCRIPT, path: SCRIPT },
  { key: READY, path: 'answers/cgi-bin/ready' },
];

function member({ beatMs }: WitnessSetOptions, { image }: Deployment): V1Container {
  const field = (name: string, fieldPath: string) => ({
    name,
    valueFrom: { fieldRef: { fieldPath } },
  });
  return {
    ...restrictedContainer,
    name: 'witness',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', `/witness/${SCRIPT}`],
    env: [
      { name: 'WITNESS_SET', value: SET },
      { name: 'BEAT_MS', value: `${beatMs}` },
      { name: 'WITNESS_PORT', value: `${READY_PORT}` },
      field('POD_UID', 'metadata.uid'),
      field('NODE_NAME', 'spec.nodeName'),
    ],
    readinessProbe: {
      httpGet: { path: '/cgi-bin/ready', port: READY_PORT },
      periodSeconds: 1,
      timeoutSeconds: 3,
      failureThreshold: 3,
    },
    resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
    volumeMounts: [
      { name: 'data', mountPath: '/data' },
      { name: 'script', mountPath: '/witness', readOnly: true },
      { name: 'pulse', mountPath: '/run/witness' },
    ],
  };
}

/** How long a member stays bound to a node that is gone: part of the timers under judgement. */
function tolerations(tolerationSeconds: number) {
  return ['not-ready', 'unreachable'].map((taint) => ({
    key: `node.kubernetes.io/${taint}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds,
  }));
}
