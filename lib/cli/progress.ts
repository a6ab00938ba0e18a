import { Listr, ListrLogger, ProcessOutput } from 'listr2';

/** What a reader sees while it works: on stderr, so that stdout holds results alone. */
export interface Progress {
  say(task: string, line: string): void;
  end(task: string, failed: string | null): void;
  close(): Promise<void>;
}

/** A live board on a terminal; a line a change in a log, where nothing can be redrawn. */
export function progressOn(
  tasks: readonly { readonly id: string; readonly title: string }[],
): Progress {
  return process.stderr.isTTY && !process.env.CI ? board(tasks) : lines();
}

/** A log that is read later wants what was done at once, and what is waited for now and then. */
const WAITING_EVERY_MS = 5_000;

function lines(): Progress {
  const started = performance.now();
  const last = new Map<string, { readonly line: string; readonly at: number }>();
  const print = (task: string, line: string) => {
    const now = performance.now();
    last.set(task, { line, at: now });
    const seconds = ((now - started) / 1000).toFixed(1).padStart(7);
    process.stderr.write(`${seconds} s  ${task}: ${line}\n`);
  };
  return {
    say(task, line) {
      const before = last.get(task);
      if (before?.line === line) return;
      const isRecent = performance.now() - (before?.at ?? -WAITING_EVERY_MS) < WAITING_EVERY_MS;
      if (line.startsWith('waiting for ') && isRecent) return;
      print(task, line);
    },
    end: (task, failed) => print(task, failed ?? 'done'),
    close: async () => {},
  };
}

interface Row {
  say(line: string): void;
  readonly done: PromiseWithResolvers<void>;
}

function board(tasks: readonly { readonly id: string; readonly title: string }[]): Progress {
  const rows = new Map<string, Row>(
    tasks.map(({ id }) => [id, { say: () => {}, done: Promise.withResolvers<void>() }]),
  );
  for (const row of rows.values()) row.done.promise.catch(() => {});
  const output = new ProcessOutput(process.stderr, process.stderr);
  const listr = new Listr(
    tasks.map(({ id, title }) => ({
      title,
      task: (_context: unknown, task: { output: string }) => {
        const row = rows.get(id);
        if (row)
          row.say = (line) => {
            task.output = line;
          };
        return row?.done.promise;
      },
    })),
    {
      concurrent: true,
      exitOnError: false,
      registerSignalListeners: false,
      rendererOptions: {
        logger: new ListrLogger({ processOutput: output }),
        collapseErrors: false,
      },
    },
  );
  const running = listr.run().catch(() => {});
  return {
    say: (task, line) => rows.get(task)?.say(line),
    end(task, failed) {
      const row = rows.get(task);
      if (failed) row?.done.reject(new Error(failed));
      else row?.done.resolve();
    },
    async close() {
      for (const row of rows.values()) row.done.resolve();
      await running;
    },
  };
}
