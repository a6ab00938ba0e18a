import type { ClusterNode, Follower } from '../model/cluster.ts';
import { HarnessError, messageOf } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { passTime, waitFor } from '../support/wait.ts';

/** The line by which a program on a node says that it is there, about every two seconds. */
export const ALIVE = '@alive';

/** A stretch in which a node was not followed. */
export interface Absence {
  /** When the follower was last heard, on the runner's clock, and when the next one was. */
  readonly from: number;
  readonly to: number;
  /** When a command on the node first failed meanwhile; null when none did. */
  readonly unreachableAt: number | null;
  /** True while it lasts: `to` is then only the time of writing. */
  readonly open: boolean;
  readonly says: string;
}

export interface Following {
  readonly node: ClusterNode;
  readonly what: string;
  /** What to run; `again` when it is not for the first time. */
  readonly command: (again: boolean) => readonly string[];
  readonly now: () => number;
  readonly signal: AbortSignal;
  onLine(line: string): void;
  /** Called when lines come again, before the first of them, and once at the end while none do. */
  onAbsence(absence: Absence): void;
}

export interface KeptFollower {
  /** Resolves with the first word from the node; rejects when none comes. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/**
 * A follower that is started again whenever it ends, until told to stop, and that never mistakes
 * its own absence for silence on the node. A node that is frozen keeps its follower: what happened
 * there is read when it thaws, so nothing was missed.
 */
export function keepFollowing(following: Following): KeptFollower {
  return new Keeper(following);
}

class Keeper implements KeptFollower {
  readonly ready: Promise<void>;
  readonly #following: Following;
  readonly #ending = new AbortController();
  readonly #done: AbortSignal;
  readonly #first = Promise.withResolvers<void>();
  #follower: Follower | null = null;
  #stopping = false;
  #heardOnce = false;
  #heardAt: number;
  #lost: { readonly from: number; readonly says: string } | null = null;
  #unreachableAt: number | null = null;

  constructor(following: Following) {
    const { node, what, signal, now } = following;
    this.#following = following;
    this.#heardAt = now();
    this.#done = AbortSignal.any([signal, this.#ending.signal]);
    this.ready = waitFor({
      what: `${what} on ${node.name}`,
      limit: 'followerUpMs',
      signal: this.#done,
      read: () => this.#heardOnce,
      until: (heard) => heard,
      describe: (heard) => (heard ? 'speaking' : 'nothing heard'),
      nudge: () => this.#first.promise,
    }).then(() => undefined);
    void this.#keepOn();
    void this.#watchOver();
  }

  async stop(): Promise<void> {
    if (this.#stopping) return;
    const { node, what, now } = this.#following;
    this.#stopping = true;
    this.#ending.abort();
    const silent = now() - this.#heardAt > LIMITS.followerSilentMs;
    if (this.#lost || silent || !this.#heardOnce) {
      const { from, says } = this.#lost ?? {
        from: this.#heardAt,
        says: `${what} was not heard on ${node.name}`,
      };
      this.#absent({ from, to: now(), open: true, says });
    }
    try {
      await this.#follower?.stop();
    } catch (error) {
      const says = messageOf(error);
      throw new HarnessError({ what: `${what} did not stop on ${node.name}`, lastSeen: says });
    }
  }

  async #keepOn(): Promise<void> {
    const { node, what, command, now } = this.#following;
    while (!this.#done.aborted) {
      this.#follower = node.follow(command(this.#heardOnce), (line) => this.#hear(line));
      const { says } = await this.#follower.ended;
      if (this.#done.aborted) return;
      if (this.#heardOnce) {
        this.#lost ??= { from: this.#heardAt, says: `${what} ended on ${node.name}: ${says}` };
      }
      while (!this.#done.aborted && !(await this.#reachable())) {
        this.#unreachableAt ??= now();
        await this.#pause(LIMITS.watchAgainMs);
      }
      await this.#pause(LIMITS.watchAgainMs);
    }
  }

  /** A follower that is alive but mute on a node that answers is broken, and is started anew. */
  async #watchOver(): Promise<void> {
    const { node, what, now } = this.#following;
    const isMute = () => this.#heardOnce && !this.#lost && this.#silentSince(now());
    while (!this.#done.aborted) {
      await this.#pause(LIMITS.followerSilentMs / 4);
      // Looked at twice: a node that thaws speaks before it can be asked.
      if (!isMute() || !(await this.#reachable()) || !isMute()) continue;
      this.#lost = { from: this.#heardAt, says: `${what} fell silent on ${node.name}` };
      await this.#follower?.stop();
    }
  }

  #silentSince(now: number): boolean {
    return now - this.#heardAt >= LIMITS.followerSilentMs;
  }

  #hear(line: string): void {
    if (this.#stopping) return;
    this.#heardAt = this.#following.now();
    if (this.#lost) {
      const { from, says } = this.#lost;
      this.#lost = null;
      this.#absent({ from, to: this.#heardAt, open: false, says });
    }
    this.#unreachableAt = null;
    this.#heardOnce = true;
    this.#first.resolve();
    if (line !== ALIVE) this.#following.onLine(line);
  }

  #absent(absence: Omit<Absence, 'unreachableAt'>): void {
    this.#following.onAbsence({ ...absence, unreachableAt: this.#unreachableAt });
  }

  async #reachable(): Promise<boolean> {
    try {
      const limitMs = LIMITS.probeExecMs;
      return (await this.#following.node.exec(['true'], { limitMs })).code === 0;
    } catch {
      return false;
    }
  }

  /** Ends early, and without an error, when it is over. */
  async #pause(ms: number): Promise<void> {
    await passTime(ms, this.#done).catch(() => {});
  }
}
