import type { V1PodSpec } from '@kubernetes/client-node';
import type { World } from '../model/scenario.ts';
import { countsTheReady, podIs } from './seen.ts';

const WELL = 'steadfast.dev/well';

/** For pods of a story that decides by itself, and to the second, when each of them is Ready. */
export const GATED: Partial<V1PodSpec> = { readinessGates: [{ conditionType: WELL }] };

/** Opens the gate of pods that run, one after the other, and waits until each is Ready. */
export async function well(world: World, ...pods: readonly string[]): Promise<void> {
  for (const pod of pods) {
    await world.until(`${pod} to run`, podIs(pod, { phase: 'Running', deleting: null }));
    await declare(world, pod, 'True');
    await world.until(`${pod} to be Ready`, podIs(pod, { ready: true }));
  }
}

/** Closes the gate of a pod, and waits until the controller of its set knows. */
export async function unwell(world: World, pod: string): Promise<void> {
  await declare(world, pod, 'False');
  await world.until(`${pod} to be no longer Ready`, podIs(pod, { ready: false }));
  await world.until('its controller to know', countsTheReady(pod.replace(/-[0-9]+$/, '')));
}

async function declare(world: World, pod: string, status: 'True' | 'False'): Promise<void> {
  await world.patchStatus(pod, { conditions: [{ type: WELL, status }] });
}

/** A patch of the number of replicas. */
export const replicas = (count: number) => ({ spec: { replicas: count } });

const HOLD = { metadata: { finalizers: ['steadfast.dev/hold'] } };

/** Keeps a pod's object, whatever happens to it, until it is let go. */
export async function hold(world: World, pod: string): Promise<void> {
  await world.patch('pods', pod, HOLD);
  await world.until(`${pod} to be held`, (history) => {
    const now = history.findLast((entry) => entry.kind === 'pod' && entry.name === pod);
    return now?.kind === 'pod' && now.finalizers.length > 0 ? null : 'it has no finalizer';
  });
}

export async function letGo(world: World, pod: string): Promise<void> {
  await world.patch('pods', pod, { metadata: { finalizers: null } });
}
