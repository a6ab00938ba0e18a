import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { Entry, NewEntry } from '../model/entry.ts';

export const RUNNER_CLOCK = 'runner';

/** Where witnesses write down what they see: one JSON line an entry, as it happens. */
export interface Notebook {
  /** Milliseconds on the runner's clock. */
  now(): number;
  record(entry: NewEntry): Entry;
  /** Called with each entry after it is on disk. */
  onEntry(listener: (entry: Entry) => void): () => void;
  readonly entries: readonly Entry[];
  close(): void;
}

/** `startedAt` is performance.now() at the start of the run, so that all scenarios share a zero. */
export function openNotebook(file: string, startedAt: number): Notebook {
  // 'ax': a history is evidence, and evidence is never overwritten.
  const handle = openSync(file, 'ax', 0o600);
  const entries: Entry[] = [];
  const listeners = new Set<(entry: Entry) => void>();
  let open = true;
  const now = () => Math.round((performance.now() - startedAt) * 1000) / 1000;

  return {
    now,
    entries,
    record(fresh) {
      const entry = { seq: entries.length, at: now(), clock: RUNNER_CLOCK, ...fresh } as Entry;
      if (!open) return entry;
      entries.push(entry);
      writeSync(handle, `${JSON.stringify(entry)}\n`);
      for (const listener of listeners) listener(entry);
      return entry;
    },
    onEntry(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      if (!open) return;
      open = false;
      fsyncSync(handle);
      closeSync(handle);
    },
  };
}
