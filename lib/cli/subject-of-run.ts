import { type Choice, chooseProvider, type Wanted } from '../cluster/choose.ts';
import { defaultKubeconfig } from '../cluster/existing/provider.ts';
import type { Cluster, Timers } from '../model/cluster.ts';
import { UsageError } from '../support/errors.ts';
import { preflight } from './doctor/preflight.ts';

export const DEFAULT_CLUSTER = 'default';

export interface WantedSubject {
  readonly provider: Wanted;
  readonly context?: string | undefined;
  readonly kubeconfig?: string | undefined;
  readonly cluster?: string | undefined;
  readonly kubernetes?: string | undefined;
  readonly timers: Timers;
}

export interface RunSubject {
  readonly choice: Choice;
  readonly cluster: Cluster;
  /** Removes what this run has made, and nothing that was there before. */
  remove(say: (line: string) => void): Promise<void>;
}

/** The cluster to judge: one that is named, one that is up, or one of the run's own. */
export async function subjectOf(
  wanted: WantedSubject,
  own: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<RunSubject> {
  // What is missing is said all at once, and before a choice is made that hides half of it.
  if (wanted.provider === 'auto' && !wanted.context) await preflight('auto');
  const choice = await chooseProvider(wanted.provider, wanted.context);
  const { provider } = choice;
  say(`provider ${provider.name}: ${choice.reason}`);
  if (provider.name === 'existing') return { choice, ...(await namedCluster(wanted, choice)) };
  await preflight(provider.name);
  const name = wanted.cluster ?? DEFAULT_CLUSTER;
  const up = await provider.find(name);
  if (up) {
    say(`using the cluster ${name}, which is up`);
    const cluster = await provider.attach(up);
    mustBe(wanted, cluster, name);
    return { choice, cluster, remove: async () => {} };
  }
  if (wanted.cluster) {
    throw new UsageError({
      what: `no cluster "${wanted.cluster}" is up`,
      lastSeen: `clusters that are up: ${(await provider.list()).join(', ') || 'none'}`,
      tryThis: `steadfast cluster up --name ${wanted.cluster}`,
    });
  }
  const { kubernetes = null, timers } = wanted;
  const cluster = await provider.up({ name: own, kubernetes, timers, progress: say, signal });
  return { choice, cluster, remove: (sayMore) => provider.down(own, sayMore) };
}

async function namedCluster(wanted: WantedSubject, { provider }: Choice) {
  if (!wanted.context) {
    throw new UsageError({
      what: 'an existing cluster has to be named',
      tryThis: '--context NAME; kubectl config get-contexts lists the names',
    });
  }
  const kubeconfig = wanted.kubeconfig ?? defaultKubeconfig();
  const { context } = wanted;
  const cluster = await provider.attach({
    provider: 'existing',
    cluster: context,
    kubeconfig,
    context,
  });
  return { cluster, remove: async () => {} };
}

/** A cluster that is up is what it is: asking for another one by its name is a mistake. */
function mustBe(wanted: WantedSubject, cluster: Cluster, name: string): void {
  const { kubernetes, timers } = cluster.subject;
  if (wanted.kubernetes && wanted.kubernetes !== kubernetes) {
    throw new UsageError({
      what: `the cluster ${name} runs Kubernetes ${kubernetes}, not ${wanted.kubernetes}`,
      tryThis: `steadfast cluster down --name ${name}, or --cluster with another name`,
    });
  }
  if (wanted.timers !== timers.name) {
    throw new UsageError({
      what: `the cluster ${name} has ${timers.name} timers, not ${wanted.timers}`,
      tryThis: `--timers ${timers.name}, or steadfast cluster down --name ${name}`,
    });
  }
}
