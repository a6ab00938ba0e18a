import { wantedOrdinals } from '../model/timeline.ts';
import type { LiveView } from './live-view.ts';

/** A sentence that says what the set still lacks, or null when it is what its spec asks for. */
export function lacking(view: LiveView): string | null {
  const set = view.set();
  if (!set) return 'the set is not there';
  if (set.status.observedGeneration < set.generation) {
    const { observedGeneration } = set.status;
    return `the controller has seen generation ${observedGeneration} of ${set.generation}`;
  }
  const members = view.members();
  const wanted = wantedOrdinals(set);
  for (const ordinal of wanted) {
    const pod = members.find((member) => member.ordinal === ordinal)?.pod;
    if (!pod) return `${set.name}-${ordinal} is not there`;
    // A set that was made again counts members before the news of their adoption is here.
    if (pod.owner?.uid !== set.uid) return `${pod.name} is not known to be this set's`;
    if (pod.deleting) return `${pod.name} is Terminating`;
    if (!pod.ready) return `${pod.name} is ${pod.phase}${whyNotReady(pod.containers)}`;
  }
  const extra = members.find(({ ordinal }) => !wanted.includes(ordinal));
  if (extra) return `${extra.pod.name} is still there`;
  const { replicas, ready, available } = set.status;
  if (replicas !== set.replicas || ready !== set.replicas || available !== set.replicas) {
    return `status says ${ready} of ${replicas} ready, ${available} available`;
  }
  return null;
}

function whyNotReady(
  containers: readonly {
    readonly name: string;
    readonly state: string;
    readonly reason: string | null;
  }[],
): string {
  const waiting = containers.find(({ state }) => state !== 'running');
  if (!waiting) return ', not Ready';
  return `, ${waiting.name} ${waiting.state}${waiting.reason ? `: ${waiting.reason}` : ''}`;
}
