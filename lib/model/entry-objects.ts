import { z } from 'zod';

import { stamp } from './entry-stamp.ts';

/** What the API server said about an object: its state after the change named by `op`. */
export const object = {
  op: z.enum(['found', 'added', 'modified', 'deleted']),
  uid: z.string(),
  name: z.string(),
  /** resourceVersion as a number: ordered within one resource type, meaningless across types. */
  rv: z.number(),
  /** metadata.creationTimestamp and deletionTimestamp, as the API server wrote them. */
  created: z.string(),
  deleting: z.string().nullable(),
};

const owner = z.object({ kind: z.string(), name: z.string(), uid: z.string() }).nullable();

const container = z.object({
  name: z.string(),
  id: z.string().nullable(),
  ready: z.boolean(),
  restarts: z.number(),
  state: z.enum(['waiting', 'running', 'terminated']),
  reason: z.string().nullable(),
  exitCode: z.number().nullable(),
});

/** What a claim, or a claim template, asks for beside its name. */
const claimSpec = z.object({
  size: z.string().nullable(),
  storageClass: z.string().nullable(),
  accessModes: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  /** Keys only: what annotations hold is not kept. */
  annotationKeys: z.array(z.string()),
});

/** What each container asks for and is held to, by its name; null where that was not kept. */
const resources = z.record(z.string(), z.string()).nullable().default(null);

export const podEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('pod'),
  owner,
  /** All owners; null in histories that kept only the controller. */
  owners: z
    .array(
      z.object({
        ...{ kind: z.string(), name: z.string(), uid: z.string() },
        ...{ controller: z.boolean(), blocks: z.boolean() },
      }),
    )
    .nullable()
    .default(null),
  finalizers: z.array(z.string()).default([]),
  node: z.string().nullable(),
  ip: z.string().nullable(),
  phase: z.string(),
  /** The Ready condition. */
  ready: z.boolean(),
  /** Since when by its kubelet's own account, which may reach the API later; null unless Ready. */
  readySince: z.string().nullable().default(null),
  /** The condition that says why somebody other than its owner ends it: its reason, or null. */
  disruption: z.string().nullable().default(null),
  /** Why it is in its phase, such as Evicted or DeadlineExceeded. */
  phaseReason: z.string().nullable().default(null),
  /** Taints that it puts up with; null seconds are for ever, an empty key is every taint. */
  tolerations: z
    .array(z.object({ key: z.string(), effect: z.string(), seconds: z.number().nullable() }))
    .default([]),
  /** deletionGracePeriodSeconds; null while nobody has asked for its deletion. */
  grace: z.number().nullable(),
  /** terminationGracePeriodSeconds: what its template asks for. */
  gracePeriod: z.number().nullable().default(null),
  /** The controller-revision-hash label. */
  revision: z.string().nullable(),
  hostname: z.string().nullable(),
  subdomain: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  /** Digests of what it was born with beside its spec; null later, and in older histories. */
  marks: z.array(z.string()).nullable().default(null),
  /** Volume name to claim name, for volumes that are claims. */
  claims: z.record(z.string(), z.string()),
  /** Names of all its volumes; empty in histories that did not keep them. */
  volumes: z.array(z.string()).default([]),
  serviceAccount: z.string().nullable().default(null),
  images: z.array(z.string()),
  resources,
  containers: z.array(container),
});

export const setEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('set'),
  generation: z.number(),
  replicas: z.number(),
  start: z.number(),
  serviceName: z.string(),
  policy: z.enum(['OrderedReady', 'Parallel']),
  strategy: z.string(),
  /** rollingUpdate.partition: the update partition, never a network split. */
  updatePartition: z.number(),
  /** Whether a rollingUpdate block stands in its strategy; null in histories without it. */
  hasRollingUpdate: z.boolean().nullable().default(null),
  /** rollingUpdate.maxUnavailable as it is stored, a number or a percentage. */
  maxUnavailable: z.string().nullable().default(null),
  revisionHistoryLimit: z.number().nullable().default(null),
  /** A digest of the pod template: tells templates apart without keeping what they hold. */
  template: z.string().nullable().default(null),
  /** Digests of the labels, annotations and finalizers of the pod template. */
  marks: z.array(z.string()).nullable().default(null),
  /** When a restart was asked for last, by the template; null where nobody did. */
  restartedAt: z.string().nullable().default(null),
  resources,
  minReadySeconds: z.number(),
  /** Names of the claim templates. */
  claimTemplates: z.array(z.string()),
  /** What the claim templates ask for, in their order. */
  claimSpecs: z.array(claimSpec).default([]),
  /** Names of the volumes that the pod template lists by itself. */
  templateVolumes: z.array(z.string()).default([]),
  /** The selector's matchLabels, and the labels of the set itself. */
  matchLabels: z.record(z.string(), z.string()).default({}),
  labels: z.record(z.string(), z.string()).default({}),
  whenDeleted: z.string(),
  whenScaled: z.string(),
  images: z.array(z.string()),
  status: z.object({
    observedGeneration: z.number(),
    replicas: z.number(),
    ready: z.number(),
    available: z.number(),
    current: z.number(),
    updated: z.number(),
    currentRevision: z.string().nullable(),
    updateRevision: z.string().nullable(),
    collisionCount: z.number().default(0),
    /** Types of its conditions. */
    conditions: z.array(z.string()).default([]),
  }),
});

export const claimEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('claim'),
  owners: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      uid: z.string(),
      /** Null in histories that did not keep it. */
      controller: z.boolean().nullable().default(null),
    }),
  ),
  phase: z.string(),
  /** The bound volume's name. */
  volume: z.string().nullable(),
  storageClass: z.string().nullable(),
  size: z.string().nullable().default(null),
  accessModes: z.array(z.string()).default([]),
  labels: z.record(z.string(), z.string()).default({}),
  annotationKeys: z.array(z.string()).default([]),
});

export const volumeEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('volume'),
  phase: z.string(),
  claimUid: z.string().nullable(),
  reclaim: z.string(),
  path: z.string().nullable(),
});

export const revisionEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('revision'),
  owner,
  revision: z.number(),
  labels: z.record(z.string(), z.string()).default({}),
  /** A digest of what it holds, and the paths of the parts of a set that it holds. */
  data: z.string().nullable().default(null),
  holds: z.array(z.string()).default([]),
  /** Digests of what its template gives to members beside their spec, and its images. */
  marks: z.array(z.string()).nullable().default(null),
  images: z.array(z.string()).default([]),
});

export const nodeEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('node'),
  ready: z.enum(['True', 'False', 'Unknown']),
  unschedulable: z.boolean(),
  taints: z.array(z.string()),
});

/** A Kubernetes Event: best effort, so its absence proves nothing. */
export const eventEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('event'),
  about: z.object({ kind: z.string(), name: z.string(), uid: z.string().nullable() }),
  reason: z.string(),
  message: z.string(),
  type: z.string(),
  count: z.number(),
});

export const attachmentEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('attachment'),
  node: z.string(),
  volume: z.string().nullable(),
  attached: z.boolean(),
});

/** Who leads among those of its name: each renewal is one. */
export const leaseEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('lease'),
  holder: z.string().nullable(),
  /** For how long after its last renewal nobody else may lead. */
  seconds: z.number(),
});
