import { z } from 'zod';

/** What doctor can do to a machine, with all that is needed to take it back. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sysctl'),
    name: z.string(),
    file: z.string(),
    from: z.string(),
    to: z.string(),
  }),
  z.object({ kind: z.literal('packages'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('wrapper'), file: z.string() }),
  z.object({
    kind: z.literal('configuration'),
    file: z.string(),
    /** The whole text that was there, null when there was no file. */
    before: z.string().nullable(),
    after: z.string(),
  }),
  z.object({
    kind: z.literal('engine'),
    argv: z.array(z.string()),
    pidFile: z.string(),
    log: z.string(),
    /** Unknown until it was started; a process is known by pid and time of start together. */
    process: z.object({ pid: z.number(), startedAt: z.string() }).nullable(),
  }),
  z.object({ kind: z.literal('service'), name: z.string() }),
]);

export type Change = z.infer<typeof changeSchema>;
export type ChangeOf<K extends Change['kind']> = Extract<Change, { kind: K }>;
