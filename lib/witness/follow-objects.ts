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

/** What the server still had to say when a connection broke was no older than this. */
const BREAK_MS = 1000;

/**
 * List and watch of one collection, keyed by uid: two objects that bore one name are two objects.
 * A broken watch resumes from the last version it heard, without a gap. Where the server no longer
 * remembers that version its store is asked for the past; where that is gone too, what happened in
 * between is unknown, and that is what gets written down.
 */
export class ObjectFollower {
  /** Resolves with the first list; rejects when there can be none. */
  readonly ready: Promise<void>;
  readonly #feed: ObjectFeed;
  readonly #known = new Map<string, { readonly object: RawObject; readonly version: number }>();
  readonly #first = Promise.withResolvers<void>();
  #version: number | null = null;
  /** Up to here nothing can be missing. */
  #heardAt: number;
  #live = false;
  #trouble = 'nothing was heard yet';

  constructor(feed: ObjectFeed) {
    this.#feed = feed;
    this.#heardAt = feed.now();
    this.ready = this.#first.promise;
    void this.#keepOn();
  }

  /** Looks once more and waits until everything seen there was heard of; else it is a gap. */
  async finish(): Promise<void> {
    const { config, path, now, signal } = this.#feed;
    if (this.#version === null) return;
    try {
      const last = await listObjects(config, path, signal);
      await waitFor({
        what: `the watch of ${path} to have heard of everything`,
        limit: 'watchCatchUpMs',
        signal,
        read: () => unheard(last, this.#known),
        until: (late) => late.length === 0,
        describe: (late) => late.join(', '),
        everyMs: 50,
      });
    } catch (error) {
      const says = `the watch did not hear of everything: ${messageOf(error)}; ${this.#trouble}`;
      const versions = { afterRv: this.#version, beforeRv: null };
      this.#feed.onBlind({ from: this.#heardAt, to: now(), ...versions, says });
    }
  }

  async #keepOn(): Promise<void> {
    const { now, signal } = this.#feed;
    let expired = true;
    while (!signal.aborted) {
      try {
        if (expired) await this.#list();
        expired = false;
        this.#first.resolve();
        await this.#watch();
      } catch (error) {
        if (signal.aborted) break;
        if (this.#version === null) {
          this.#first.reject(error);
          return;
        }
        this.#trouble = messageOf(error).split('\n')[0] ?? '';
        // A connection that broke was in order until it did; one that fell silent was so only
        // when it last spoke.
        const broke = this.#live && !(error instanceof FellSilent);
        if (broke) this.#heardAt = Math.max(this.#heardAt, now() - BREAK_MS);
        this.#live = false;
        expired = expired || (error instanceof ApiRefused && error.code === 410);
        await passTime(LIMITS.watchAgainMs, signal).catch(() => {});
      }
    }
  }

  async #list(): Promise<void> {
    const { config, path, now, signal } = this.#feed;
    const fresh = await listObjects(config, path, signal);
    if (this.#version === null || !(await this.#catchUp(this.#version, fresh))) {
      for (const object of fresh.items) this.#take('found', object, revisionOf(object));
    }
    this.#version = fresh.version;
    this.#heardAt = now();
  }

  /** Catches up with a server that no longer knows the last version: by its store, or blindly. */
  async #catchUp(after: number, fresh: ObjectList): Promise<boolean> {
    const { config, path, now, signal } = this.#feed;
    const stretch = { after, before: fresh.version, known: this.#known };
    const changes = await recallChanges(config, path, stretch, signal);
    const says = `the versions after ${after} were gone from the server: ${this.#trouble}`;
    const versions = { afterRv: after, beforeRv: fresh.version };
    const blind = { from: this.#heardAt, to: now(), ...versions, says };
    if (changes) {
      this.#feed.onLate({ ...blind, changes: changes.length });
      for (const { change, object, version } of changes) this.#take(change, object, version);
      return true;
    }
    this.#feed.onBlind(blind);
    const still = new Set(fresh.items.map(({ metadata }) => metadata.uid));
    for (const [uid, { object }] of [...this.#known]) {
      if (!still.has(uid)) this.#take('deleted', object, fresh.version);
    }
    return false;
  }

  async #watch(): Promise<void> {
    const { config, path, now, signal } = this.#feed;
    // The server ends a watch by itself after a while, so that no proxy has to.
    const query = `watch=true&allowWatchBookmarks=true&timeoutSeconds=240`;
    await readLines(config, `${path}?${query}&resourceVersion=${this.#version}`, {
      signal,
      onLine: (line) => this.#hear(line),
      onOpen: () => {
        this.#live = true;
      },
    });
    this.#trouble = 'the server ended the watch';
    this.#heardAt = now();
    this.#live = false;
  }

  #hear(line: string): void {
    const { type, object } = JSON.parse(line) as { type: string; object: RawObject };
    if (type === 'ERROR') {
      this.#live = false;
      throw refusalIn(this.#feed.path, object);
    }
    this.#heardAt = this.#feed.now();
    const version = revisionOf(object);
    if (type === 'ADDED') this.#take('added', object, version);
    else if (type === 'MODIFIED') this.#take('modified', object, version);
    else if (type === 'DELETED') this.#take('deleted', object, version);
    this.#version = version;
  }

  #take(change: Change, object: RawObject, version: number): void {
    const { uid } = object.metadata;
    if (change === 'deleted') this.#known.delete(uid);
    else this.#known.set(uid, { object, version });
    this.#feed.onChange(change, object, version);
  }
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
