import { type Choice, chooseProvider, type Wanted } from '../cluster/choose.ts';
import { attachExisting, existingAddress } from '../cluster/existing/provider.ts';
import type { Cluster, ClusterShape, Timers } from '../model/cluster.ts';
import { voidRuns } from '../runner/void-runs.ts';
import { UsageError } from '../support/errors.ts';
import { preflight } from './doctor/preflight.ts';

export const DEFAULT_CLUSTER = 'default';

export interface WantedSubject
  extends Pick<ClusterShape, 'binaries' | 'controllerManager' | 'featureGates'> {
  readonly provider: Wanted;
  readonly context?: string | undefined;
  readonly kubeconfig?: string | undefined;
  readonly cluster?: string | undefined;
  readonly kubernetes?: string | undefined;
  readonly timers: Timers;
  readonly namespace?: string | undefined;
  readonly witnessImage?: string | undefined;
  readonly storageClass?: string | undefined;
  readonly allow?: readonly string[] | undefined;
  readonly on?: readonly string[] | undefined;
  /** True for a cluster that is to outlive the run. */
  readonly keep: boolean;
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
  const { context, kubernetes, timers, binaries, controllerManager, featureGates } = wanted;
  const ownParts = binaries !== undefined || controllerManager !== undefined;
  mustBeForOwn(wanted);
  const cluster = wanted.cluster ?? DEFAULT_CLUSTER;
  const choice = await chooseProvider(wanted.provider, { context, cluster, kubernetes, ownParts });
  const { provider } = choice;
  say(`provider ${provider.name}: ${choice.reason}`);
  if (provider.name === 'existing') return { choice, ...(await namedCluster(wanted)) };
  await preflight(provider.name);
  // Parts that were brought, and gates, are judged on a cluster of the run's own.
  const up = ownParts || featureGates ? null : await provider.find(cluster);
  if (up) {
    say(`using the cluster ${cluster}, which is up`);
    const found = await provider.attach(up);
    mustBe(wanted, found, cluster);
    return { choice, cluster: found, remove: async () => {} };
  }
  if (wanted.cluster) {
    throw new UsageError({
      what: `no cluster "${wanted.cluster}" is up`,
      lastSeen: `clusters that are up: ${(await provider.list()).join(', ') || 'none'}`,
      tryThis: `steadfast cluster up --name ${wanted.cluster}`,
    });
  }
  const made = await provider.up({
    ...{ name: own, kubernetes: kubernetes ?? null, timers, forThisRun: !wanted.keep },
    ...{ progress: say, signal, binaries, controllerManager, featureGates },
  });
  const remove = async (sayMore: (line: string) => void) => {
    await provider.down(own, sayMore);
    voidRuns({ provider: provider.name, name: own });
  };
  return { choice, cluster: made, remove };
}

/** A cluster that is there already has its programs and its gates. */
function mustBeForOwn(wanted: WantedSubject): void {
  const flags = {
    '--binaries': wanted.binaries,
    '--controller-manager': wanted.controllerManager,
    '--feature-gates': wanted.featureGates,
  };
  const flag = Object.entries(flags).find(([, value]) => value !== undefined)?.[0];
  const there = wanted.cluster ? `--cluster ${wanted.cluster}` : wanted.context && '--context';
  if (!flag || !there) return;
  throw new UsageError({
    what: `${flag} is for a cluster that is made for the run, and ${there} names one that is there`,
    tryThis: `${flag} without ${there}`,
  });
}

async function namedCluster(wanted: WantedSubject) {
  if (!wanted.context) {
    throw new UsageError({
      what: 'an existing cluster has to be named',
      tryThis: '--context NAME; kubectl config get-contexts lists the names',
    });
  }
  const { context, kubeconfig, namespace = null, allow = [], on = [] } = wanted;
  const cluster = await attachExisting(existingAddress(context, kubeconfig), {
    ...{ namespace, faults: allow, nodes: on, storageClass: wanted.storageClass ?? null },
    witnessImage: wanted.witnessImage ?? null,
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
