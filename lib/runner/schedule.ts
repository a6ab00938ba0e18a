/** A task, and whether it must have the cluster to itself. */
export interface Scheduled<Value> {
  readonly exclusive: boolean;
  readonly work: () => Promise<Value>;
}

/**
 * Side by side as far as the cluster allows: first what can share it, `jobs` at a time, then one
 * by one what hurts a node or the control plane, because such harm would reach every neighbour.
 */
export async function schedule<Value>(
  tasks: readonly Scheduled<Value>[],
  jobs: number,
): Promise<Value[]> {
  const answers = new Array<Value>(tasks.length);
  const numbered = tasks.map((task, index) => ({ task, index }));
  const drain = async (queue: typeof numbered, workers: number) => {
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        answers[next.index] = await next.task.work();
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, workers) }, worker));
  };
  await drain(
    numbered.filter(({ task }) => !task.exclusive),
    jobs,
  );
  await drain(
    numbered.filter(({ task }) => task.exclusive),
    1,
  );
  return answers;
}
