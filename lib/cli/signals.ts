import { constants } from 'node:os';

export interface Interruption {
  readonly signal: AbortSignal;
  /** 128 and the number of the signal that came, or null. */
  code(): number | null;
  release(): void;
}

/**
 * The first signal ends the story that runs; what is on loan is paid back after it, so a second
 * one is answered with patience. Only SIGKILL gets through, and for that there are debts on disk.
 */
export function onInterruption(say: (line: string) => void): Interruption {
  const controller = new AbortController();
  let number: number | null = null;
  const listen = (name: NodeJS.Signals) => {
    if (number === null) {
      number = constants.signals[name];
      say(`${name}: undoing the faults and writing what there is; this takes some seconds`);
      controller.abort(new Error(name));
    } else {
      say(`${name} again: still undoing; an end by force leaves it to steadfast heal`);
    }
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, listen);
  return {
    signal: controller.signal,
    code: () => (number === null ? null : 128 + number),
    release: () => {
      for (const name of names) process.off(name, listen);
    },
  };
}

/** Does a piece of work that a signal may end: the exit code then says which signal it was. */
export async function interruptible(
  say: (line: string) => void,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const interruption = onInterruption(say);
  try {
    await work(interruption.signal);
  } catch (error) {
    const code = interruption.code();
    if (code === null) throw error;
    process.exitCode = code;
  } finally {
    interruption.release();
  }
}
