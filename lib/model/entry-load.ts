import { z } from 'zod';
import { stamp } from './entry-stamp.ts';

/** One thing that k6 measured: a request of its script that ended then, or a check of an answer. */
export const sampleEntry = z.object({
  ...stamp,
  kind: z.literal('sample'),
  /** k6's own name for what was measured, or the script's. */
  metric: z.string(),
  /** Milliseconds where it is a time; 1 and 0 where it is yes or no. */
  value: z.number(),
  tags: z.record(z.string(), z.string()),
});

/** What k6 itself made of a threshold, when the load was over. */
export const thresholdEntry = z.object({
  ...stamp,
  kind: z.literal('threshold'),
  /** With the tags that it is about, as the script names them: checks{check:who}. */
  metric: z.string(),
  /** As the script wrote it: rate>0.99. */
  condition: z.string(),
  holds: z.boolean(),
  /** What was compared; null where k6 does not tell. */
  value: z.number().nullable(),
  /** How many samples it rests on. A threshold over nothing holds, and says nothing. */
  samples: z.number(),
});
