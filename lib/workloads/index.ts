import type { Workload } from '../model/workload.ts';
import { type WitnessSetOptions, witnessSet } from './witness-set/index.ts';

/** The catalogue of workloads, by name: a new one is one folder and one line here. */
export const WORKLOADS = {
  'witness-set': witnessSet,
} as const satisfies Record<string, (options: WitnessSetOptions) => Workload>;

export type WorkloadName = keyof typeof WORKLOADS;
