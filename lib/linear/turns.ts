import type { Finding, Search } from './search.ts';

/** So long a check may keep everything else in the process waiting. */
const TURN_MS = 20;

/** Runs searches to their end, lets the rest of the process have its turn, and can be cancelled. */
export class Turns {
  readonly #signal: AbortSignal | undefined;
  #since = performance.now();

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  async run(search: Search): Promise<Finding> {
    for (;;) {
      // A signal can only fire while something else has its turn.
      if (performance.now() - this.#since > TURN_MS) {
        await new Promise((resolve) => setImmediate(resolve));
        this.#since = performance.now();
      }
      if (this.#signal?.aborted) return { outcome: 'unknown', reason: 'the check was cancelled' };
      const step = search.next();
      if (step.done) return step.value;
    }
  }
}
