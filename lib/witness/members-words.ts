import { closeSync, openSync, writeSync } from 'node:fs';
import type { Workload } from '../model/workload.ts';
import type { ContainerLine } from './container-log.ts';
import type { Notebook } from './notebook.ts';

export interface Words {
  meet(line: ContainerLine): void;
  close(): void;
}

/** What a system that repeats itself may fill: a reader needs its first words. */
const MOST_BYTES = 16_000_000;

/**
 * What the members of a real system print, in a file beside the history: who wants to know why
 * clients waited has to hear the members too. Each line begins with the moment it was heard, on
 * the history's own clock, and then says what the node's wall clock read when it was printed.
 */
export function openWords(
  file: string,
  notebook: Pick<Notebook, 'now'>,
  { system, name }: Pick<Workload, 'system' | 'name'>,
): Words | null {
  if (!system) return null;
  const handle = openSync(file, 'ax', 0o600);
  let written = 0;
  let isOpen = true;
  return {
    meet({ container, pod, podUid, at, text }) {
      if (!isOpen || container !== name || written > MOST_BYTES) return;
      const heard = (notebook.now() / 1000).toFixed(3).padStart(9);
      const who = `${pod} ${podUid.slice(0, 8)}`;
      written += writeSync(handle, `${heard} s  ${new Date(at).toISOString()}  ${who}  ${text}\n`);
    },
    close() {
      if (isOpen) closeSync(handle);
      isOpen = false;
    },
  };
}
