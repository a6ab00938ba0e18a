import { z } from 'zod';
import { object } from './entry-objects.ts';
import { stamp } from './entry-stamp.ts';

export const sliceEntry = z.object({
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

export const serviceEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('service'),
  headless: z.boolean(),
  /** publishNotReadyAddresses: names and endpoints of members that are not Ready, too. */
  publishesNotReady: z.boolean(),
  selector: z.record(z.string(), z.string()),
  /** Names of its ports. */
  ports: z.array(z.string()),
  /** Uids of its owners. */
  owners: z.array(z.string()),
});
