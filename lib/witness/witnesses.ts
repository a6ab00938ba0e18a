import { type Api, connect, orNull } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Workload } from '../model/workload.ts';
import { HarnessError, messageOf } from '../support/errors.ts';
import { orAborted } from '../support/or-aborted.ts';
import { waitFor } from '../support/wait.ts';
import { followApiPodLogs } from './api-pod-logs.ts';
import { watchApi } from './api-watch.ts';
import type { KeptFollower } from './keep-following.ts';
import { measureClocks } from './measure-clocks.ts';
import type { Words } from './members-words.ts';
import { bootsOf } from './node-boots.ts';
import { nodeWitnesses } from './node-witnesses.ts';
import type { Notebook } from './notebook.ts';
import { PROBE, probePod } from './probe-pod.ts';
import { toldByContainers } from './told-by-containers.ts';
import { Volumes } from './volumes.ts';

export interface WitnessOptions {
  readonly cluster: Cluster;
  readonly notebook: Notebook;
  readonly namespace: string;
  readonly workload: Workload;
  /** Where members of a real system are heard, beside the history. */
  readonly words?: Words | null;
  readonly signal?: AbortSignal;
}

export interface Witnesses {
  /** Measures all clocks against the runner's once more: at the end of a history. */
  measureClocks(): Promise<void>;
  /** Reads what the members wrote on their volumes since the last time. */
  harvest(): Promise<void>;
  /** Ends every witness; whatever could not be seen up to now becomes a gap. */
  stop(): Promise<void>;
}

/** Starts whatever the cluster allows, and returns when all of it is really watching. */
export async function startWitnesses(options: WitnessOptions): Promise<Witnesses> {
  const { cluster, notebook, namespace } = options;
  const ending = new AbortController();
  const api = connect(cluster);
  const boots = bootsOf();
  const volumes = new Volumes(cluster, notebook, boots);
  const told = toldByContainers(notebook, options.words);
  // A claim that is being deleted takes its volume, and all that was written on it, with it.
  const forget = notebook.onEntry((entry) => {
    if (entry.kind !== 'claim' || !entry.deleting || entry.op === 'deleted') return;
    volumes.harvest().catch(() => {});
  });
  const watch = watchApi({
    config: api.config,
    notebook,
    namespace,
    everywhere: cluster.can('cluster-read'),
    leases: cluster.can('node-exec'),
    signal: ending.signal,
    onVolume: (volume) => volumes.meet(volume),
  });
  const followers: KeptFollower[] = [];
  let stopped: Promise<void> | null = null;

  const stop = async (): Promise<void> => {
    forget();
    await watch.finish();
    // Their last words are about the present, so they are the last to go.
    const ends = await Promise.allSettled(followers.map((follower) => follower.stop()));
    told.finish();
    volumes.finish();
    ending.abort();
    await orNull(api.core.deleteNamespacedPod({ name: PROBE, namespace })).catch(() => null);
    const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    if (failures.length > 0) {
      throw new HarnessError({ what: failures.map(messageOf).join('; ') });
    }
  };

  const witnesses: Witnesses = {
    measureClocks: () => measureClocks(cluster, notebook),
    harvest: () => volumes.harvest(),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };

  const followNodes = async (): Promise<void> => {
    await Promise.all(cluster.nodes.map((node) => boots.learn(node)));
    const common = { cluster, namespace, notebook, boots, told, signal: ending.signal };
    followers.push(...nodeWitnesses(common));
    await Promise.all(followers.map(({ ready }) => ready));
  };

  const start = async (): Promise<void> => {
    await watch.ready;
    if (!cluster.can('node-exec')) {
      const { config } = api;
      const onLine: Parameters<typeof followApiPodLogs>[0]['onLine'] = (line, node) =>
        told.meet(line, `wall:${node}`);
      const signal = ending.signal;
      followers.push(followApiPodLogs({ config, namespace, notebook, signal, onLine }));
      return;
    }
    // Side by side: a story waits for the slowest of them before it begins.
    await Promise.all([
      followNodes(),
      measureClocks(cluster, notebook),
      ...(cluster.can('cluster-dns') ? [startProbe(options, api, told, ending.signal)] : []),
    ]);
  };

  try {
    await (options.signal ? orAborted(start, options.signal) : start());
  } catch (error) {
    await witnesses.stop().catch(() => {});
    throw error;
  }
  return witnesses;
}

async function startProbe(
  { cluster, namespace, workload }: WitnessOptions,
  api: Api,
  told: ReturnType<typeof toldByContainers>,
  signal: AbortSignal,
): Promise<void> {
  const body = probePod({ namespace, image: cluster.shellImage, workload });
  await api.core.createNamespacedPod({ namespace, body });
  await waitFor({
    what: 'the first word of the DNS probe',
    limit: 'podReadyMs',
    signal,
    read: () => told.probed,
    until: (probed) => probed,
    describe: (probed) => (probed ? 'heard' : 'nothing heard'),
    tryThis: `kubectl --context ${cluster.context} -n ${namespace} describe pod ${PROBE}`,
  });
}
