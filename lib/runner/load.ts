import type { Load } from '../model/system.ts';
import { seeded } from '../support/random.ts';
import { passTime } from '../support/wait.ts';
import { operate } from './operate.ts';
import type { Sessions } from './sessions.ts';
import type { Stage } from './stage.ts';

export interface RunningLoad {
  /** Tells the clients to end, and waits for the end of what each has under way. */
  stop(): Promise<void>;
}

/** Starts clients that work until they are told to stop; a seed draws what each asks for. */
export function startLoad(stage: Stage, sessions: Sessions, load: Load, seed: string): RunningLoad {
  const ending = new AbortController();
  const over = AbortSignal.any([ending.signal, stage.signal]);
  const clients = Array.from({ length: load.clients }, (_, place) =>
    work({ stage, sessions, load, over, name: `${seed}-${place}` }),
  );
  return {
    async stop() {
      ending.abort();
      await Promise.all(clients);
    },
  };
}

interface Work {
  readonly stage: Stage;
  readonly sessions: Sessions;
  readonly load: Load;
  readonly over: AbortSignal;
  readonly name: string;
}

/** A client stays with one member until that fails it, as clients do, and then asks the next. */
async function work({ stage, sessions, load, over, name }: Work): Promise<void> {
  const { keys, looksAt, reads, members, pauseMs } = load;
  const next = seeded(`${stage.story.id} ${name}`);
  const draw = <Item>(items: readonly Item[]) => items[Math.floor(next() * items.length)];
  let place = Math.floor(next() * members.length);
  for (let number = 1; !over.aborted; number += 1) {
    const own = `${name}-${number}`;
    const isRead = (keys !== null || looksAt !== undefined) && next() * 100 < reads;
    const value = isRead ? null : own;
    const key = (keys ? draw(keys) : isRead ? looksAt : null) ?? own;
    const ordinal = members[place % members.length] ?? 0;
    const does = isRead ? 'read' : 'write';
    const request = { client: name, number, ordinal, does, key, value } as const;
    const { isDone } = await operate(stage, sessions, request);
    if (!isDone) place += 1;
    await passTime(pauseMs, over).catch(() => {});
  }
}
