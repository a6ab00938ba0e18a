import { createInterface } from 'node:readline/promises';
import type { Cluster } from '../model/cluster.ts';
import { UsageError } from '../support/errors.ts';

interface Guarded {
  readonly context?: string | undefined;
  readonly namespace?: string | undefined;
  readonly allow?: readonly string[] | undefined;
  readonly on?: readonly string[] | undefined;
  readonly yesReally?: string | undefined;
}

/** Words that only mean something on a cluster that somebody else made. */
export function mustBeGuarded(options: Guarded): void {
  const { context, namespace, allow, on, yesReally } = options;
  const given = { '--namespace': namespace, '--allow': allow, '--on': on };
  for (const [flag, value] of Object.entries({ ...given, '--yes-really': yesReally })) {
    if (value === undefined || context !== undefined) continue;
    throw new UsageError({ what: `${flag} needs --context`, tryThis: '--context NAME' });
  }
  if (on !== undefined && allow === undefined) {
    throw new UsageError({ what: '--on needs a fault to allow there', tryThis: '--allow FAULT' });
  }
}

/**
 * Faults that reach beyond the run's own namespace are asked for twice: by their flags, and by the
 * name of the cluster, so that nobody hurts one by the habit of another.
 */
export async function consent(cluster: Cluster, yesReally: string | undefined): Promise<void> {
  const { radius, context } = cluster;
  if (!radius || radius.faults.length === 0) return;
  const tryThis = `--yes-really ${context}`;
  if (yesReally !== undefined) {
    if (yesReally === context) return;
    throw new UsageError({ what: `--yes-really says ${yesReally}, not ${context}`, tryThis });
  }
  const what = `${radius.faults.join(', ')} on ${radius.nodes.join(', ') || 'no node'}`;
  if (!process.stdin.isTTY) {
    throw new UsageError({ what: `${what} was not confirmed`, tryThis });
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const typed = await asking.question(`${what} may be hurt. The context's name, to go on: `);
  asking.close();
  if (typed.trim() === context) return;
  throw new UsageError({ what: `"${typed.trim()}" is not ${context}: nothing was touched` });
}
