/** What a task is told of the others, and what it tells them. */
export interface Turn {
  /** Waits until nobody else is there: whoever harms more than its own waits for this. */
  alone(): Promise<void>;
  /** Says that it will harm nobody any more: the next one that would may prepare itself. */
  harmless(): void;
}

/** A task, and whether it must have the cluster to itself. */
export interface Scheduled<Value> {
  readonly exclusive: boolean;
  /** An exclusive task may prepare itself beside others, and waits for `alone` before it harms. */
  readonly work: (turn: Turn) => Promise<Value>;
}

/**
 * Side by side as far as the cluster allows: first what can share it, `jobs` at a time, then one
 * by one what hurts a node or the control plane, because such harm would reach every neighbour.
 * The first of those begins in the place of the first neighbour that has nobody to follow it, and
 * each other one when the one before it has done its harm and only its evidence is collected.
 */
export async function schedule<Value>(
  tasks: readonly Scheduled<Value>[],
  jobs: number,
): Promise<Value[]> {
  const answers = new Array<Value>(tasks.length);
  const numbered = tasks.map((task, index) => ({ task, index }));
  const play = async ({ task, index }: (typeof numbered)[number], turn: Turn) => {
    answers[index] = await task.work(turn);
  };

  const sharing = numbered.filter(({ task }) => !task.exclusive);
  const free: Turn = { alone: async () => {}, harmless: () => {} };
  const drain = async () => {
    for (let next = sharing.shift(); next; next = sharing.shift()) await play(next, free);
  };
  const places = Array.from({ length: Math.max(1, jobs) }, drain);
  // Whoever fails is heard of through the places, before anyone waits for all of them.
  let others = unheard(Promise.all(places).then(() => {}));
  await Promise.race(places);

  for (const next of numbered.filter(({ task }) => task.exclusive)) {
    const { promise: harmless, resolve } = Promise.withResolvers<void>();
    const before = others;
    const end = unheard(play(next, { alone: () => before, harmless: resolve }));
    others = unheard(Promise.all([before, end]).then(() => {}));
    await Promise.race([harmless, end]);
  }
  await others;
  return answers;
}

/** A failure that somebody else hears of as well is no failure of the process. */
function unheard(promise: Promise<void>): Promise<void> {
  promise.catch(() => {});
  return promise;
}
