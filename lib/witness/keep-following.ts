import type { ClusterNode, Follower } from '../model/cluster.ts';
import { HarnessError, messageOf } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { passTime, waitFor } from '../support/wait.ts';

/** The line by which a program on a node says that it is there, about every two seconds. */
export const ALIVE = '@alive';

/** In a shell program: says so for as long as the shell that started it is there to hear it. */
export const SAY_ALIVE = `while echo '${ALIVE}' && sleep 2; do :; done`;

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
  const { node, what, command, now, signal } = following;
  const ending = new AbortController();
  const done = AbortSignal.any([signal, ending.signal]);
  let stopping = false;
  let follower: Follower | null = null;
  let heardAt = now();
  let lost: { readonly from: number; says: string } | null = null;
  let unreachableAt: number | null = null;
  let heardOnce = false;
  const first = Promise.withResolvers<void>();

  const onLine = (line: string): void => {
    if (stopping) return;
    heardAt = now();
    if (lost) {
      const { from, says } = lost;
      lost = null;
      following.onAbsence({ from, to: heardAt, unreachableAt, open: false, says });
      unreachableAt = null;
    }
    if (!heardOnce) first.resolve();
    heardOnce = true;
    if (line !== ALIVE) following.onLine(line);
  };

  const reachable = async (): Promise<boolean> => {
    try {
      return (await node.exec(['true'], { limitMs: LIMITS.probeExecMs })).code === 0;
    } catch {
      return false;
    }
  };

  const keepOn = async (): Promise<void> => {
    while (!stopping && !done.aborted) {
      follower = node.follow(command(heardOnce), onLine);
      const { says } = await follower.ended;
      if (stopping || done.aborted) break;
      if (heardOnce) lost ??= { from: heardAt, says: `${what} ended on ${node.name}: ${says}` };
      else if (!(await reachable())) unreachableAt ??= now();
      while (lost && !stopping && !(await reachable())) {
        unreachableAt ??= now();
        await passTime(LIMITS.watchAgainMs, done).catch(() => {});
        if (done.aborted) return;
      }
      await passTime(LIMITS.watchAgainMs, done).catch(() => {});
    }
  };
  void keepOn();

  // A follower that is alive but mute on a node that answers is broken, and is started anew.
  const watchOver = async (): Promise<void> => {
    while (!stopping && !done.aborted) {
      await passTime(LIMITS.followerSilentMs / 4, done).catch(() => {});
      if (stopping || !heardOnce || lost || now() - heardAt < LIMITS.followerSilentMs) continue;
      if (!(await reachable()) || now() - heardAt < LIMITS.followerSilentMs) continue;
      lost = { from: heardAt, says: `${what} fell silent on ${node.name}` };
      await follower?.stop();
    }
  };
  void watchOver();

  return {
    ready: waitFor({
      what: `${what} on ${node.name}`,
      limit: 'followerUpMs',
      signal,
      read: () => heardOnce,
      until: (heard) => heard,
      describe: (heard) => (heard ? 'speaking' : 'nothing heard'),
      nudge: () => first.promise,
    }).then(() => undefined),
    async stop() {
      if (stopping) return;
      stopping = true;
      ending.abort();
      const silent = now() - heardAt > LIMITS.followerSilentMs;
      if (lost || silent || !heardOnce) {
        const says = lost?.says ?? `${what} was not heard on ${node.name}`;
        const from = lost?.from ?? heardAt;
        following.onAbsence({ from, to: now(), unreachableAt, open: true, says });
      }
      try {
        await follower?.stop();
      } catch (error) {
        const says = messageOf(error);
        throw new HarnessError({ what: `${what} did not stop on ${node.name}`, lastSeen: says });
      }
    },
  };
}
