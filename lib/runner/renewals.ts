import { LIMITS } from '../support/limits.ts';

export interface Renewals {
  /** Answers when no renewal is under way any more: undo must not race with one. */
  stop(): Promise<void>;
}

/** Tells a timer again and again that this process is alive, one renewal at a time. */
export function keepRenewing(
  renew: () => Promise<void>,
  onFailure: (error: unknown) => void,
): Renewals {
  let pending: Promise<void> | null = null;
  const timer = setInterval(() => {
    pending ??= renew()
      .catch(onFailure)
      .finally(() => {
        pending = null;
      });
  }, LIMITS.renewEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await pending;
    },
  };
}
