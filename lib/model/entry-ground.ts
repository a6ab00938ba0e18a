import { z } from 'zod';

import { stamp } from './entry-stamp.ts';

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

/**
 * A client's operation: what it asked for, and how that ended. A refused or unanswered write is
 * unsure, because it may have been done all the same. A member's own words are `ack` for a record
 * it wrote, `self` for who it takes itself to be, and `leave` for what its preStop hook says.
 */
export const opEntry = z.object({
  ...stamp,
  kind: z.literal('op'),
  op: z.enum(['ack', 'self', 'leave', 'met', 'missed', 'invoke', 'ok', 'failed', 'unsure']),
  client: z.string(),
  key: z.string(),
  value: z.union([z.string(), z.number(), z.null()]),
  podUid: z.string().nullable(),
  /** What a client asked for; null for a member's own words. */
  does: z.enum(['read', 'write']).nullable().default(null),
  /** The member that the client turned to, by its stable name. */
  member: z.string().nullable().default(null),
  /** Tells the operations of one client apart: an end bears the number of its beginning. */
  number: z.number().nullable().default(null),
  /** The number that the system gave to a write, where it numbers them. */
  place: z.number().nullable().default(null),
  /** What stood in the way, where something did. */
  says: z.string().nullable().default(null),
});
