import { z } from 'zod';

import { pdbEntry } from './entry-budget.ts';
import { beatEntry, dnsEntry, epochEntry, opEntry, runtimeEntry } from './entry-ground.ts';
import { sampleEntry, thresholdEntry } from './entry-load.ts';
import { serviceEntry, sliceEntry } from './entry-network.ts';
import {
  attachmentEntry,
  claimEntry,
  eventEntry,
  leaseEntry,
  nodeEntry,
  podEntry,
  revisionEntry,
  setEntry,
  volumeEntry,
} from './entry-objects.ts';
import { stamp } from './entry-stamp.ts';

/** A request that this suite sent: what a user or an operator did. */
export const requestEntry = z.object({
  ...stamp,
  kind: z.literal('request'),
  verb: z.enum(['create', 'get', 'list', 'update', 'patch', 'delete', 'evict']),
  resource: z.string(),
  name: z.string(),
  /** The uid the request was aimed at, where one existed. */
  uid: z.string().nullable(),
  /** gracePeriodSeconds of a delete, null when the object's own applies. */
  grace: z.number().nullable(),
  code: z.number(),
  says: z.string(),
  /** True when the server was asked to judge the request and to change nothing. */
  dryRun: z.boolean().default(false),
  subresource: z.string().nullable().default(null),
  /** The stable name of the case that this request asks about, where it is one of a table. */
  probe: z.string().nullable().default(null),
  /** What the answer said, as far as a checker needs it. */
  facts: z.record(z.string(), z.unknown()).default({}),
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
  serviceEntry,
  nodeEntry,
  eventEntry,
  pdbEntry,
  attachmentEntry,
  leaseEntry,
  requestEntry,
  auditEntry,
  runtimeEntry,
  beatEntry,
  epochEntry,
  dnsEntry,
  opEntry,
  sampleEntry,
  thresholdEntry,
  faultEntry,
  stepEntry,
  gapEntry,
]);

export type Entry = Readonly<z.infer<typeof entrySchema>>;
export type Kind = Entry['kind'];
export type EntryOf<K extends Kind> = Extract<Entry, { kind: K }>;
export type Witness = Entry['by'];
export type History = readonly Entry[];

type Loose<E> = E extends { readonly kind: Kind }
  ? Omit<E, 'seq' | 'at' | 'clock'> & { at?: number; clock?: string }
  : never;
/** An entry before the recorder has numbered and, where the writer did not, dated it. */
export type NewEntry = Loose<Readonly<z.input<typeof entrySchema>>>;
