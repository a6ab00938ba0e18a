import { keptApart } from './kept-apart.ts';

/** What a task is told of the others, and what it tells them. */
export interface Turn {
  /** Waits until nobody is there whom its harm could reach. */
  alone(): Promise<void>;
  /** Says that it will harm nobody any more: the next one that would may prepare itself. */
  harmless(): void;
}

/** Whom a task may hurt: nobody else, whoever is on its nodes, or everybody on the cluster. */
export type Harm = 'nobody' | 'its nodes' | 'everybody';

export interface Scheduled<Value> {
  readonly harm: Harm;
  readonly takesApiAway?: boolean;
  /** How long it may take at most: those that may take longest begin first. */
  readonly deadlineMs?: number;
  /** Whoever harms others may prepare itself beside them, and waits for `alone` before it does. */
  readonly work: (turn: Turn) => Promise<Value>;
}

/**
 * Side by side as far as the cluster allows. What can share it goes first, `jobs` at a time and the
 * longest before the others, so that none of these is left over when all else is done; beside
 * it, one by one, what hurts nodes that nobody else is on; and in the end, one by one, what hurts
 * the whole cluster. Of such a row each begins when the one before it has done its harm and only
 * its evidence is collected. The row at the end begins when a place among the others is free.
 *
 * Where the row on nodes is what the others will have to wait for, its first one prepares itself
 * before they begin: side by side all would be slower, and it is the one that counts.
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
  const harming = (harm: Harm) => numbered.filter(({ task }) => task.harm === harm);

  const longest = ({ task }: (typeof numbered)[number]) => task.deadlineMs ?? 0;
  const sharing = harming('nobody').sort((a, b) => longest(b) - longest(a));
  const free: Turn = { alone: async () => {}, harmless: () => {} };
  const rowOnNodes = harming('its nodes');
  const prepared = Promise.withResolvers<void>();
  if (rowOnNodes.length * jobs < sharing.length || rowOnNodes.length === 0) prepared.resolve();
  const drain = async () => {
    await prepared.promise;
    for (let next = sharing.shift(); next; next = sharing.shift()) await play(next, free);
  };
  const places = Array.from({ length: Math.max(1, jobs) }, drain);

  /** Plays a row one by one, beside what goes on `before`; `over` settles when all have ended. */
  const inTurn = (row: readonly (typeof numbered)[number][], before: Promise<void>) => {
    const harmless = Promise.withResolvers<void>();
    const go = async () => {
      let others = before;
      for (const next of row) {
        const done = Promise.withResolvers<void>();
        const ahead = others;
        const alone = () => {
          prepared.resolve();
          return ahead;
        };
        const end = unheard(
          play(next, { alone, harmless: done.resolve }).finally(prepared.resolve),
        );
        others = unheard(Promise.all([ahead, end]).then(() => {}));
        await Promise.race([done.promise, end]);
      }
      harmless.resolve();
      await others;
    };
    const over = unheard(go());
    return { over, harmless: Promise.race([harmless.promise, over]) };
  };

  const onNodes = inTurn(rowOnNodes, Promise.resolve());
  // Whoever fails is heard of through `others`, before anyone waits for all of them.
  const others = unheard(Promise.all([...places, onNodes.over]).then(() => {}));
  await Promise.all([Promise.race(places), onNodes.harmless]);
  const rowAtEnd = keptApart(harming('everybody'), ({ task }) => task.takesApiAway === true);
  await inTurn(rowAtEnd, others).over;
  await others;
  return answers;
}

/** A failure that somebody else hears of as well is no failure of the process. */
function unheard(promise: Promise<void>): Promise<void> {
  promise.catch(() => {});
  return promise;
}
