import type { KubeConfig } from '@kubernetes/client-node';
import type { EntryOf } from '../model/entry.ts';
import { messageOf } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { passTime } from '../support/wait.ts';
import { readLines } from './api-reading.ts';
import type { ContainerLine } from './container-log.ts';
import type { KeptFollower } from './keep-following.ts';
import type { Notebook } from './notebook.ts';
import { wallTime } from './runtime-lines.ts';

interface ApiPodLogOptions {
  readonly config: KubeConfig;
  readonly namespace: string;
  readonly notebook: Notebook;
  readonly signal: AbortSignal;
  /** A line, and the node by whose clock it is dated. */
  readonly onLine: (line: ContainerLine, node: string) => void;
}

type PodEntry = EntryOf<'pod'>;

/**
 * What containers print, by way of the API server and the kubelet: all that is left where nobody
 * may be on the nodes. It breaks with either of them, and what was missed then is a gap.
 */
export function followApiPodLogs(options: ApiPodLogOptions): KeptFollower {
  const { notebook, signal } = options;
  const ending = new AbortController();
  const both = AbortSignal.any([ending.signal, signal]);
  const followed = new Map<string, Promise<void>>();
  const meet = (pod: PodEntry): void => {
    for (const { name } of pod.containers) {
      const key = `${pod.uid}/${name}`;
      const isUp = pod.phase === 'Running' && pod.op !== 'deleted';
      if (!followed.has(key) && isUp) followed.set(key, followOne(options, pod, name, both));
    }
  };
  const forget = notebook.onEntry((entry) => {
    if (entry.kind === 'pod') meet(entry);
  });
  for (const entry of notebook.entries) if (entry.kind === 'pod') meet(entry);
  return {
    ready: Promise.resolve(),
    async stop() {
      forget();
      ending.abort();
      await Promise.allSettled(followed.values());
    },
  };
}

async function followOne(
  { config, namespace, notebook, onLine }: ApiPodLogOptions,
  { name: pod, uid: podUid, node }: PodEntry,
  container: string,
  signal: AbortSignal,
): Promise<void> {
  const file = `${namespace}_${pod}_${podUid}/${container}`;
  let newest = '';
  const take = (line: string): void => {
    const space = line.indexOf(' ');
    const time = line.slice(0, space);
    // A log that is opened again begins at a whole second, with lines that were heard before.
    if (space < 0 || time <= newest) return;
    newest = time;
    const text = line.slice(space + 1);
    onLine({ file, pod, podUid, container, at: wallTime(time), text }, node ?? 'unknown');
  };
  while (!signal.aborted && isThere(notebook, podUid)) {
    const query = new URLSearchParams({ container, follow: 'true', timestamps: 'true' });
    if (newest) query.set('sinceTime', `${newest.slice(0, 19)}Z`);
    const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log?${query}`;
    const from = notebook.now();
    try {
      await readLines(config, path, { signal, onOpen: () => {}, onLine: take });
    } catch (error) {
      if (signal.aborted || !isThere(notebook, podUid)) return;
      notebook.record({
        ...{ kind: 'gap', by: 'acks', of: 'op', where: node ?? '*', from, to: notebook.now() },
        ...{ afterRv: null, beforeRv: null, says: `${file}: ${messageOf(error).split('\n')[0]}` },
      });
    }
    await passTime(LIMITS.watchAgainMs, signal).catch(() => {});
  }
}

/** A name may be another pod's by now, whose words are not this one's. */
function isThere({ entries }: Notebook, uid: string): boolean {
  const last = entries.findLast((entry) => entry.kind === 'pod' && entry.uid === uid);
  return last?.kind === 'pod' && last.op !== 'deleted' && last.phase === 'Running';
}
