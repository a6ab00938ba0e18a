import { z } from 'zod';

/**
 * One thing that was seen, by one witness, on one clock. A history is a list of these and nothing
 * else: what is not in it did not happen, as far as any verdict goes.
 */
const stamp = {
  seq: z.number().int().nonnegative(),
  /** Milliseconds on `clock`. Comparable only with entries of the same clock: see `clocks.ts`. */
  at: z.number(),
  clock: z.string(),
  by: z.enum(['watch', 'audit', 'runtime', 'beats', 'acks', 'dns', 'runner', 'client']),
};

/** What the API server said about an object: its state after the change named by `op`. */
const object = {
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

export const podEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('pod'),
  owner,
  node: z.string().nullable(),
  ip: z.string().nullable(),
  phase: z.string(),
  /** The Ready condition. */
  ready: z.boolean(),
  /** deletionGracePeriodSeconds; null while nobody has asked for its deletion. */
  grace: z.number().nullable(),
  /** The controller-revision-hash label. */
  revision: z.string().nullable(),
  hostname: z.string().nullable(),
  subdomain: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  /** Volume name to claim name, for volumes that are claims. */
  claims: z.record(z.string(), z.string()),
  images: z.array(z.string()),
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
  minReadySeconds: z.number(),
  /** Names of the claim templates. */
  claimTemplates: z.array(z.string()),
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
  }),
});

export const claimEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('claim'),
  owners: z.array(z.object({ kind: z.string(), name: z.string(), uid: z.string() })),
  phase: z.string(),
  /** The bound volume's name. */
  volume: z.string().nullable(),
  storageClass: z.string().nullable(),
});

const volumeEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('volume'),
  phase: z.string(),
  claimUid: z.string().nullable(),
  reclaim: z.string(),
  path: z.string().nullable(),
});

const revisionEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('revision'),
  owner,
  revision: z.number(),
});

const sliceEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('slice'),
  service: z.string().nullable(),
  endpoints: z.array(
    z.object({
      addresses: z.array(z.string()),
      hostname: z.string().nullable(),
      podUid: z.string().nullable(),
      ready: z.boolean(),
      serving: z.boolean(),
      terminating: z.boolean(),
    }),
  ),
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
const eventEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('event'),
  about: z.object({ kind: z.string(), name: z.string(), uid: z.string().nullable() }),
  reason: z.string(),
  message: z.string(),
  type: z.string(),
  count: z.number(),
});

const pdbEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('pdb'),
  disruptionsAllowed: z.number(),
  currentHealthy: z.number(),
  desiredHealthy: z.number(),
  expectedPods: z.number(),
});

const attachmentEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('attachment'),
  node: z.string(),
  volume: z.string().nullable(),
  attached: z.boolean(),
});

/** A request that this suite sent: what a user or an operator did. */
export const requestEntry = z.object({
  ...stamp,
  kind: z.literal('request'),
  verb: z.enum(['create', 'update', 'patch', 'delete', 'evict']),
  resource: z.string(),
  name: z.string(),
  /** The uid the request was aimed at, where one existed. */
  uid: z.string().nullable(),
  /** gracePeriodSeconds of a delete, null when the object's own applies. */
  grace: z.number().nullable(),
  code: z.number(),
  says: z.string(),
});

/** A line of the API server's audit log, without any body but `object`'s few facts. */
export const auditEntry = z.object({
  ...stamp,
  kind: z.literal('audit'),
  verb: z.string(),
  user: z.string(),
  agent: z.string(),
  resource: z.string(),
  subresource: z.string().nullable(),
  name: z.string().nullable(),
  uid: z.string().nullable(),
  rv: z.number().nullable(),
  grace: z.number().nullable(),
  code: z.number(),
  /** Milliseconds on `clock` at which the request arrived; `at` is when it was answered. */
  received: z.number(),
});

/** A container that started or stopped, as the node's own runtime saw it. */
export const runtimeEntry = z.object({
  ...stamp,
  kind: z.literal('runtime'),
  op: z.enum(['found', 'started', 'stopped']),
  node: z.string(),
  container: z.string(),
  /** The container's name in its pod, 'POD' for the sandbox. */
  name: z.string(),
  pod: z.string(),
  podUid: z.string(),
  exitCode: z.number().nullable(),
});

/** Who writes: fixed for one start of one container. */
const writer = {
  set: z.string(),
  ordinal: z.number(),
  uid: z.string(),
  node: z.string(),
  hostname: z.string(),
  /** The volume the line was found on, by claim name and uid of the bound volume's claim. */
  claim: z.string(),
  /** Kernel uptime in ms at which pid 1 of the node started: tells one boot from the next. */
  nodeStarted: z.number().nullable(),
};

/** One record that a member wrote to its volume and synced. */
export const beatEntry = z.object({
  ...stamp,
  kind: z.literal('beat'),
  ...writer,
  n: z.number(),
  /** Digest over the previous digest and this record; broken chains show as `intact: false`. */
  digest: z.string(),
  intact: z.boolean(),
});

/** A start of a member, as it wrote it on its volume: what it found there and who it is. */
export const epochEntry = z.object({
  ...stamp,
  kind: z.literal('epoch'),
  ...writer,
  /** Number of records it found, the last of them, and whether their chain held. */
  foundN: z.number(),
  foundDigest: z.string(),
  intact: z.boolean(),
});

/** An answer out of the cluster's DNS, asked from inside a pod. */
export const dnsEntry = z.object({
  ...stamp,
  kind: z.literal('dns'),
  /** `at` is when the answer came; the question was asked at `asked`, on the same clock. */
  asked: z.number(),
  name: z.string(),
  answers: z.array(z.string()),
  /** False when the resolver could not be asked at all: no answer is then no answer. */
  answered: z.boolean(),
});

/** A client's operation. An acknowledgement of a member's write is op `ack`. */
export const opEntry = z.object({
  ...stamp,
  kind: z.literal('op'),
  op: z.enum(['ack', 'invoke', 'ok', 'failed', 'unsure']),
  client: z.string(),
  key: z.string(),
  value: z.union([z.string(), z.number(), z.null()]),
  podUid: z.string().nullable(),
});

export const faultEntry = z.object({
  ...stamp,
  kind: z.literal('fault'),
  fault: z.string(),
  phase: z.enum(['injecting', 'in-force', 'not-in-force', 'undoing', 'undone', 'struck', 'stuck']),
  params: z.record(z.string(), z.unknown()),
  /** Proof of effect, or what was last seen instead. */
  says: z.string(),
  /** Promises that this fault excuses, by id, and for which pod uids: the excuse ledger. */
  excuses: z.array(z.string()),
  podUids: z.array(z.string()),
});

/** What the suite itself did or learnt; everything a checker needs to know beside the evidence. */
export const stepEntry = z.object({
  ...stamp,
  kind: z.literal('step'),
  step: z.enum(['subject', 'phase', 'verb', 'converged', 'clock', 'witness', 'note']),
  /** phase: assume, trouble, settle, done. verb: the verb's name. clock: the other clock's name. */
  name: z.string(),
  says: z.string(),
  facts: z.record(z.string(), z.unknown()),
});

/** A stretch in which a witness could not see. It taints the trials whose interval it meets. */
export const gapEntry = z.object({
  ...stamp,
  kind: z.literal('gap'),
  /** The kind of entry that may be missing, and where: a node's name, or '*' for everywhere. */
  of: z.string(),
  where: z.string(),
  from: z.number(),
  to: z.number(),
  /** For watches: the versions between which changes may be missing. */
  afterRv: z.number().nullable(),
  beforeRv: z.number().nullable(),
  says: z.string(),
});

export const entrySchema = z.discriminatedUnion('kind', [
  podEntry,
  setEntry,
  claimEntry,
  volumeEntry,
  revisionEntry,
  sliceEntry,
  nodeEntry,
  eventEntry,
  pdbEntry,
  attachmentEntry,
  requestEntry,
  auditEntry,
  runtimeEntry,
  beatEntry,
  epochEntry,
  dnsEntry,
  opEntry,
  faultEntry,
  stepEntry,
  gapEntry,
]);

export type Entry = Readonly<z.infer<typeof entrySchema>>;
export type Kind = Entry['kind'];
export type EntryOf<K extends Kind> = Extract<Entry, { kind: K }>;
export type Witness = Entry['by'];
export type History = readonly Entry[];

type Loose<E> = E extends Entry
  ? Omit<E, 'seq' | 'at' | 'clock'> & { at?: number; clock?: string }
  : never;
/** An entry before the recorder has numbered and, where the writer did not, dated it. */
export type NewEntry = Loose<Entry>;
