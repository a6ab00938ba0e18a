import type { ClusterSpec, Subject } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';

/** A cluster that is up has its version and its timers; a run that asked for others would lie. */
export function mustBeAsAsked(spec: ClusterSpec, { kubernetes, timers }: Subject): void {
  const otherVersion = spec.kubernetes !== null && spec.kubernetes !== kubernetes;
  if (!otherVersion && timers.name === spec.timers) return;
  throw new HarnessError({
    what: `cluster ${spec.name} is up, but not as asked for`,
    lastSeen: `Kubernetes ${kubernetes} with ${timers.name} timers`,
    tryThis: 'another name, or steadfast cluster down first',
  });
}
