import type { KubeConfig } from '@kubernetes/client-node';
import { messageOf } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { passTime, waitFor } from '../support/wait.ts';
import {
  ApiRefused,
  listObjects,
  type ObjectList,
  type RawObject,
  readLines,
  versionOf,
} from './api-reading.ts';

export type Change = 'found' | 'added' | 'modified' | 'deleted';

export interface Blindness {
  readonly from: number;
  readonly to: number;
  readonly afterRv: number | null;
  readonly beforeRv: number | null;
  readonly says: string;
}

export interface ObjectFeed {
  readonly config: KubeConfig;
  /** The collection's path, with nothing behind it. */
  readonly path: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
  onChange(change: Change, object: RawObject, version: number): void;
  onBlind(blindness: Blindness): void;
}

export interface ObjectFollower {
  /** Resolves with the first list; rejects when there can be none. */
  readonly ready: Promise<void>;
  /** Looks once more and waits until everything seen there was heard of; else it is a gap. */
  finish(): Promise<void>;
}

/**
 * List and watch of one collection, keyed by uid: two objects that bore one name are two objects.
 * A broken watch resumes from the last version it heard, without a gap. Where the server no longer
 * remembers that version, what happened in between is unknown, and that is what gets written down.
 */
export function followObjects(feed: ObjectFeed): ObjectFollower {
  const { config, path, now, signal } = feed;
  const known = new Map<string, { readonly object: RawObject; readonly version: number }>();
  let version: number | null = null;
  let heardAt = now();
  let trouble = 'nothing was heard yet';
  const ready = Promise.withResolvers<void>();

  const take = (change: Change, object: RawObject, at: number): void => {
    const { uid } = object.metadata;
    if (change === 'deleted') known.delete(uid);
    else known.set(uid, { object, version: at });
    feed.onChange(change, object, at);
  };

  const list = async (): Promise<void> => {
    const fresh = await listObjects(config, path, signal);
    if (version !== null) {
      const says = `the versions after ${version} were gone from the server: ${trouble}`;
      const blind = { from: heardAt, to: now(), afterRv: version, beforeRv: fresh.version, says };
      feed.onBlind(blind);
      const still = new Set(fresh.items.map(({ metadata }) => metadata.uid));
      for (const [uid, { object }] of known) {
        if (!still.has(uid)) take('deleted', object, fresh.version);
      }
    }
    for (const object of fresh.items) take('found', object, revisionOf(object));
    version = fresh.version;
    heardAt = now();
  };

  const onLine = (line: string): void => {
    heardAt = now();
    const { type, object } = JSON.parse(line) as { type: string; object: RawObject };
    if (type === 'ERROR') throw refusalIn(path, object);
    const at = revisionOf(object);
    if (type === 'ADDED') take('added', object, at);
    else if (type === 'MODIFIED') take('modified', object, at);
    else if (type === 'DELETED') take('deleted', object, at);
    version = at;
  };

  const watch = async (): Promise<void> => {
    // The server ends a watch by itself after a while, so that no proxy has to.
    const query = `watch=true&allowWatchBookmarks=true&timeoutSeconds=240`;
    await readLines(config, `${path}?${query}&resourceVersion=${version}`, {
      signal,
      onLine,
      onOpen: () => {
        heardAt = now();
      },
    });
    trouble = 'the server ended the watch';
  };

  const keepOn = async (): Promise<void> => {
    let expired = true;
    while (!signal.aborted) {
      try {
        if (expired) await list();
        expired = false;
        ready.resolve();
        await watch();
      } catch (error) {
        if (signal.aborted) break;
        if (version === null) return ready.reject(error);
        trouble = messageOf(error).split('\n')[0] ?? '';
        expired = expired || (error instanceof ApiRefused && error.code === 410);
        await passTime(LIMITS.watchAgainMs, signal).catch(() => {});
      }
    }
  };
  void keepOn();

  return {
    ready: ready.promise,
    async finish() {
      if (version === null) return;
      try {
        const last = await listObjects(config, path, signal);
        await waitFor({
          what: `the watch of ${path} to have heard of everything`,
          limit: 'watchCatchUpMs',
          signal,
          read: () => unheard(last, known),
          until: (late) => late.length === 0,
          describe: (late) => late.join(', '),
          everyMs: 50,
        });
      } catch (error) {
        const says = `the watch did not hear of everything: ${messageOf(error)}; ${trouble}`;
        feed.onBlind({ from: heardAt, to: now(), afterRv: version, beforeRv: null, says });
      }
    },
  };
}

function revisionOf(object: RawObject): number {
  return versionOf(object.metadata.resourceVersion);
}

function unheard(
  last: ObjectList,
  known: ReadonlyMap<string, { readonly object: RawObject; readonly version: number }>,
): string[] {
  const there = new Map(last.items.map((item) => [item.metadata.uid, revisionOf(item)]));
  const late = last.items.filter(({ metadata: { uid } }) => {
    return (known.get(uid)?.version ?? -1) < (there.get(uid) ?? 0);
  });
  const gone = [...known].filter(([uid, held]) => {
    return !there.has(uid) && held.version <= last.version;
  });
  return [...late, ...gone.map(([, { object }]) => object)].map(({ metadata }) => metadata.name);
}

/** The server puts a Status where the object would be: 410 when it no longer knows the version. */
function refusalIn(path: string, status: unknown): ApiRefused {
  const { code, message } = status as { code?: number; message?: string };
  return new ApiRefused(path, code ?? 0, message ?? 'no reason given');
}
