/** Work that a signal may cut short: the work itself goes on, and nobody waits for it any more. */
export async function orAborted<Result>(
  body: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([body(), aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
