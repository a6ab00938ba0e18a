import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { HarnessError } from '../support/errors.ts';

/** What the thread is asked, and what it answers when it has done so. */
export interface Asked {
  readonly id: number;
  readonly folder: string;
}

export interface Answered {
  readonly id: number;
  /** Null when the verdicts are written. */
  readonly error: string | null;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, PromiseWithResolvers<void>>;
}

let thread: Thread | null = null;
let asked = 0;

/**
 * Judges a folder and writes its verdicts on a thread of its own. Judging takes seconds of nothing
 * but computing, in which the witnesses of the stories beside it would hear nothing.
 */
export function writeVerdictsAside(folder: string): Promise<void> {
  thread ??= startThread();
  const { worker, waiting } = thread;
  const answer = Promise.withResolvers<void>();
  asked += 1;
  waiting.set(asked, answer);
  worker.ref();
  worker.postMessage({ id: asked, folder } satisfies Asked);
  return answer.promise;
}

function startThread(): Thread {
  const itself = fileURLToPath(import.meta.url);
  const worker = new Worker(itself.replace(/judge-aside\.(\w+)$/, 'judging-thread.$1'));
  const waiting: Thread['waiting'] = new Map();
  worker.on('message', ({ id, error }: Answered) => {
    const answer = waiting.get(id);
    waiting.delete(id);
    // Whoever has nothing left to wait for may go, thread or no thread.
    if (waiting.size === 0) worker.unref();
    if (error === null) answer?.resolve();
    else answer?.reject(new HarnessError({ what: `judging failed: ${error}` }));
  });
  const over = (why: unknown) => {
    thread = null;
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
  };
  worker.on('error', over);
  worker.on('exit', (code) => over(new HarnessError({ what: `judging ended with ${code}` })));
  return { worker, waiting };
}
