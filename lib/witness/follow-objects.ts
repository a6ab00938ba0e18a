import type { KubeConfig } from '@kubernetes/client-node';
import { messageOf } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { passTime, waitFor } from '../support/wait.ts';
import {
  ApiRefused,
  FellSilent,
  listObjects,
  type ObjectList,
  type RawObject,
  readLines,
  versionOf,
} from './api-reading.ts';
import { recallChanges } from './recall-changes.ts';

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
  /** Nothing was missed, but what happened in this stretch is only heard of now. */
  onLate(late: Blindness & { readonly changes: number }): void;
}

export interface ObjectFollower {
  /** Resolves with the first list; rejects when there can be none. */
  readonly ready: Promise<void>;
  /** Looks once more and waits until everything seen there was heard of; else it is a gap. */
  finish(): Promise<void>;
}

/** What the server still had to say when a connection broke was no older than this. */
const BREAK_MS = 1000;

/**
 * List and watch of one collection, keyed by uid: two objects that bore one name are two objects.
 * A broken watch resumes from the last version it heard, without a gap. Where the server no longer
 * remembers that version its store is asked for the past; where that is gone too, what happened in
 * between is unknown, and that is what gets written down.
 */
export function followObjects(feed: ObjectFeed): ObjectFollower {
  const { config, path, now, signal } = feed;
  const known = new Map<string, { readonly object: RawObject; readonly version: number }>();
  let version: number | null = null;
  /** Up to here nothing can be missing. */
  let heardAt = now();
  let live = false;
  let trouble = 'nothing was heard yet';
  const ready = Promise.withResolvers<void>();

  const take = (change: Change, object: RawObject, at: number): void => {
    const { uid } = object.metadata;
    if (change === 'deleted') known.delete(uid);
    else known.set(uid, { object, version: at });
    feed.onChange(change, object, at);
  };

  /** Catches up with a server that no longer knows the last version: by its store, or blindly. */
  const catchUp = async (after: number, fresh: ObjectList): Promise<boolean> => {
    const before = fresh.version;
    const changes = await recallChanges(config, path, { after, before, known }, signal);
    const says = `the versions after ${after} were gone from the server: ${trouble}`;
    const blind = { from: heardAt, to: now(), afterRv: after, beforeRv: before, says };
    if (changes) {
      feed.onLate({ ...blind, changes: changes.length });
      for (const { change, object, version: at } of changes) take(change, object, at);
      return true;
    }
    feed.onBlind(blind);
    const still = new Set(fresh.items.map(({ metadata }) => metadata.uid));
    for (const [uid, { object }] of [...known]) {
      if (!still.has(uid)) take('deleted', object, before);
    }
    return false;
  };

  const list = async (): Promise<void> => {
    const fresh = await listObjects(config, path, signal);
    if (version === null || !(await catchUp(version, fresh))) {
      for (const object of fresh.items) take('found', object, revisionOf(object));
    }
    version = fresh.version;
    heardAt = now();
  };

  const onLine = (line: string): void => {
    const { type, object } = JSON.parse(line) as { type: string; object: RawObject };
    if (type === 'ERROR') {
      live = false;
      throw refusalIn(path, object);
    }
    heardAt = now();
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
        live = true;
      },
    });
    trouble = 'the server ended the watch';
    heardAt = now();
    live = false;
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
        // A connection that broke was in order until it did; one that fell silent was so only
        // when it last spoke.
        if (live && !(error instanceof FellSilent)) heardAt = Math.max(heardAt, now() - BREAK_MS);
        live = false;
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
