import { availableParallelism } from 'node:os';
import type { ProviderName } from '../model/cluster.ts';

/** Of a machine of somebody else nobody here knows how much it bears. */
const ELSEWHERE = 3;
const MOST = 8;

/**
 * How many stories are played side by side where nobody has said so. Nodes of our own are on this
 * machine, and a story waits for most of its time: two for each processor keep it at work.
 */
export function jobsOn(provider: ProviderName, processors = availableParallelism()): number {
  if (provider === 'existing') return ELSEWHERE;
  return Math.min(MOST, Math.max(1, 2 * processors));
}
