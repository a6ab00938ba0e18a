/**
 * The answers of all, or the first failure once all have ended: whoever clears up after a failure
 * then finds nothing that is still being done.
 */
export async function allEnded<Value>(works: readonly Promise<Value>[]): Promise<Value[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
