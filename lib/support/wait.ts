import { setTimeout as pause } from 'node:timers/promises';
import { LimitReached, messageOf } from './errors.ts';
import { LIMITS, type LimitName } from './limits.ts';

export interface Waiting<Value> {
  /** What is being waited for, as it would stand in a sentence: "web-1 to be Ready". */
  readonly what: string;
  readonly limit: LimitName;
  /** Where more may be owed than the limit: asked for only once that has passed. */
  readonly atLeastMs?: () => number;
  readonly read: () => Promise<Value> | Value;
  readonly until: (value: Value) => boolean;
  /** What was seen, in one line: it stands in the progress line and in the error. */
  readonly describe: (value: Value) => string;
  readonly tryThis?: string;
  readonly signal?: AbortSignal | undefined;
  readonly everyMs?: number;
  /** Resolves when it is worth looking again before `everyMs` has passed. */
  readonly nudge?: () => Promise<unknown>;
  readonly onLook?: (seen: string) => void;
}

/** The one wait of the whole suite: it has a named limit and it remembers what it saw last. */
export async function waitFor<Value>(waiting: Waiting<Value>): Promise<Value> {
  const { what, limit, read, until, describe, signal, everyMs = 250 } = waiting;
  const started = performance.now();
  let seen = 'nothing yet';
  for (;;) {
    signal?.throwIfAborted();
    try {
      const value = await read();
      seen = describe(value);
      waiting.onLook?.(seen);
      if (until(value)) return value;
    } catch (error) {
      // A read that fails is something seen too: an API that restarts is back in seconds.
      if (signal?.aborted) throw error;
      seen = `could not look: ${messageOf(error)}`;
      waiting.onLook?.(seen);
    }
    const waitedMs = performance.now() - started;
    if (waitedMs > LIMITS[limit] && waitedMs > (waiting.atLeastMs?.() ?? 0)) {
      throw new LimitReached({
        what: `waited ${Math.round(waitedMs / 1000)} s for ${what} (limit: ${limit})`,
        lastSeen: seen,
        ...(waiting.tryThis ? { tryThis: waiting.tryThis } : {}),
      });
    }
    const tick = pause(everyMs, undefined, signal ? { signal } : {});
    await (waiting.nudge ? Promise.race([tick, waiting.nudge()]) : tick);
  }
}

/** Lets time pass on purpose, as part of a story; the reason goes into the history elsewhere. */
export function passTime(ms: number, signal?: AbortSignal): Promise<void> {
  return pause(ms, undefined, signal ? { signal } : {});
}
