import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodePlan } from './plan.ts';

/** Where the supervisor finds the listener that it hands connections on from. */
export const LISTENER = 3;

/** A node's first process speaks here once, when its file system and its network are complete. */
export const NODE_READY = 3;

/** The id, in the cluster's own process namespace, of a node's first process while it runs. */
export function pidFile({ folder }: NodePlan): string {
  return join(folder, 'init.pid');
}

/** Processes on this machine whose command line names this file. */
export function processesNaming(file: string): readonly number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.map(Number).filter((pid) => pid !== process.pid && wordsOf(pid).includes(file));
}

/**
 * The first process of the cluster that was made from this plan, as this machine numbers it; null
 * when there is none. Nothing is remembered about it, so nothing can be remembered wrongly.
 */
export function supervisorOf(planFile: string): number | null {
  return processesNaming(planFile).find((pid) => isFirst(pid)) ?? null;
}

/** The innermost of a process's numbers is 1 when it is the first of its namespace. */
function isFirst(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, ids = ''] = /^NSpid:\s*(.*)$/m.exec(status) ?? [];
    const numbers = ids.trim().split(/\s+/);
    return numbers.length > 1 && numbers.at(-1) === '1';
  } catch {
    return false;
  }
}

function wordsOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
