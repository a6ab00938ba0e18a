/** A task, and whether it must have the cluster to itself. */
export interface Scheduled<Value> {
  readonly exclusive: boolean;
  /** An exclusive task may prepare itself beside others, and waits for `alone` before it harms. */
  readonly work: (alone: () => Promise<void>) => Promise<Value>;
}

/**
 * Side by side as far as the cluster allows: first what can share it, `jobs` at a time, then one
 * by one what hurts a node or the control plane, because such harm would reach every neighbour.
 * The first of those begins in the place of the first neighbour that has nobody to follow it.
 */
export async function schedule<Value>(
  tasks: readonly Scheduled<Value>[],
  jobs: number,
): Promise<Value[]> {
  const answers = new Array<Value>(tasks.length);
  const numbered = tasks.map((task, index) => ({ task, index }));
  const drain = async (queue: typeof numbered, alone: () => Promise<void>) => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      answers[next.index] = await next.task.work(alone);
    }
  };
  const sharing = numbered.filter(({ task }) => !task.exclusive);
  const places = Array.from({ length: Math.max(1, jobs) }, () => drain(sharing, async () => {}));
  const shared = Promise.all(places).then(() => {});
  // Whoever fails is heard of through the places, before anyone waits for all of them.
  shared.catch(() => {});
  await Promise.race(places);
  await drain(
    numbered.filter(({ task }) => task.exclusive),
    () => shared,
  );
  await shared;
  return answers;
}
