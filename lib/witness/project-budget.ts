import type { NewEntry } from '../model/entry.ts';
import type { RawObject } from './api-reading.ts';
import type { ObjectStamp } from './project-objects.ts';

/** A PodDisruptionBudget: what it asks for, and what its controller makes of that. */
export function projectBudget(stamp: ObjectStamp, object: RawObject): NewEntry {
  const { metadata, spec = {}, status = {} } = object as RawBudget;
  return {
    ...stamp,
    kind: 'pdb',
    disruptionsAllowed: status.disruptionsAllowed ?? 0,
    currentHealthy: status.currentHealthy ?? 0,
    desiredHealthy: status.desiredHealthy ?? 0,
    expectedPods: status.expectedPods ?? 0,
    minAvailable: textOf(spec.minAvailable),
    maxUnavailable: textOf(spec.maxUnavailable),
    unhealthyPolicy: spec.unhealthyPodEvictionPolicy ?? null,
    selector: { ...spec.selector?.matchLabels },
    generation: metadata.generation ?? 0,
    observedGeneration: status.observedGeneration ?? 0,
    disruptedPods: { ...status.disruptedPods },
  };
}

function textOf(asked: number | string | undefined): string | null {
  return asked === undefined ? null : `${asked}`;
}

interface RawBudget extends RawObject {
  readonly spec?: {
    readonly minAvailable?: number | string;
    readonly maxUnavailable?: number | string;
    readonly unhealthyPodEvictionPolicy?: string;
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  };
  readonly status?: {
    readonly disruptionsAllowed?: number;
    readonly currentHealthy?: number;
    readonly desiredHealthy?: number;
    readonly expectedPods?: number;
    readonly observedGeneration?: number;
    readonly disruptedPods?: Readonly<Record<string, string>>;
  };
}
