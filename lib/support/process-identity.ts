import { readFileSync } from 'node:fs';

export interface RunnerProcess {
  readonly pid: number;
  readonly pidStarted: string | null;
}

export function thisRunner(): RunnerProcess {
  return identityOf(process.pid);
}

/** What tells this process from a later one that gets its number. */
export function identityOf(pid: number): RunnerProcess {
  return { pid, pidStarted: startOf(pid) };
}

/** Whether the very process that is meant still runs, not another one that got its number. */
export function isAlive({ pid, pidStarted }: RunnerProcess): boolean {
  if (pidStarted !== null) return startOf(pid) === pidStarted;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * The boot and the tick of it at which a process started, or null where the kernel does not say.
 * A zombie is dead: it waits for its parent, not for us.
 */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in parentheses and may hold anything, so fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    return state === 'Z' || state === 'X' ? null : `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}
