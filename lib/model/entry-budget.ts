import { z } from 'zod';
import { object } from './entry-objects.ts';
import { stamp } from './entry-stamp.ts';

/** A PodDisruptionBudget: what it asks for, and what its controller makes of that. */
export const pdbEntry = z.object({
  ...stamp,
  ...object,
  kind: z.literal('pdb'),
  disruptionsAllowed: z.number(),
  currentHealthy: z.number(),
  desiredHealthy: z.number(),
  expectedPods: z.number(),
  /** What it asks for, as it was written: a number or a share such as 50%. */
  minAvailable: z.string().nullable().default(null),
  maxUnavailable: z.string().nullable().default(null),
  unhealthyPolicy: z.string().nullable().default(null),
  selector: z.record(z.string(), z.string()).default({}),
  generation: z.number().default(0),
  observedGeneration: z.number().default(0),
  /** Names of pods whose eviction was granted and whose deletion was not seen yet, and since. */
  disruptedPods: z.record(z.string(), z.string()).default({}),
});
