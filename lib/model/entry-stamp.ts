import { z } from 'zod';

/**
 * One thing that was seen, by one witness, on one clock. A history is a list of these and nothing
 * else: what is not in it did not happen, as far as any verdict goes.
 */
export const stamp = {
  seq: z.number().int().nonnegative(),
  /** Milliseconds on `clock`. Comparable only with entries of the same clock: see `clocks.ts`. */
  at: z.number(),
  clock: z.string(),
  by: z.enum(['watch', 'audit', 'runtime', 'beats', 'acks', 'dns', 'runner', 'client', 'k6']),
};
