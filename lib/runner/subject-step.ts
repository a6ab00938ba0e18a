import type { Cluster } from '../model/cluster.ts';
import type { NewEntry } from '../model/entry.ts';
import type { Workload } from '../model/workload.ts';
import { msSinceOutage } from './api-outages.ts';
import type { PlannedStory } from './plan.ts';

interface Told {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly workload: Workload;
  readonly story: PlannedStory;
  readonly dnsPropagationMs: number;
}

/** The first entry of every history: what a checker must know that no witness can see. */
export function subjectStep(told: Told): NewEntry {
  const { cluster, namespace, workload, story, dnsPropagationMs } = told;
  const { subject } = cluster;
  const msSinceApiWasBack = msSinceOutage(cluster);
  return {
    kind: 'step',
    by: 'runner',
    step: 'subject',
    name: workload.set,
    says: `${workload.name} on ${subject.provider}, Kubernetes ${subject.kubernetes}`,
    facts: {
      scenario: story.id,
      tries: story.tries,
      namespace,
      set: workload.set,
      service: workload.service,
      replicas: workload.replicas,
      beatMs: workload.beatMs,
      storageClass: workload.storage,
      clusterDomain: 'cluster.local',
      dnsPropagationMs,
      ...(msSinceApiWasBack === null ? {} : { msSinceApiWasBack }),
      provider: subject.provider,
      kubernetes: subject.kubernetes,
      timers: subject.timers,
      ...(workload.system ? { system: workload.system.name, owes: workload.system.owes } : {}),
      capabilities: subject.capabilities,
      lacks: subject.lacks,
    },
  };
}
