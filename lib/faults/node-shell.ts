import type { ClusterNode } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';

export interface NodeScript {
  /** What the script is for, as it would stand in a sentence: "arming the timer". */
  readonly what: string;
  readonly script: string;
  /** They reach the script as $1, $2 and so on, never as part of its text. */
  readonly args?: readonly string[];
  readonly limitMs?: number;
}

/** Runs a bash script on a node and answers with its lines; a script that fails is an error. */
export async function onNode(node: ClusterNode, task: NodeScript): Promise<string[]> {
  const { what, script, args = [], limitMs = LIMITS.execMs } = task;
  const done = await node.exec(['bash', '-c', script, 'steadfast', ...args], { limitMs });
  if (done.code !== 0) {
    const words = (done.stderr.trim() || done.stdout.trim()).split('\n').slice(-3).join(' | ');
    throw new HarnessError({
      what: `${what} failed on ${node.name} with ${done.code}`,
      lastSeen: words || 'no output',
    });
  }
  return done.stdout.split('\n').filter((line) => line.length > 0);
}

/** What a script printed as `key value` lines; a key may come more than once. */
export function readFacts(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const facts = new Map<string, string[]>();
  for (const line of lines) {
    const [key = '', ...words] = line.split(' ');
    facts.set(key, [...(facts.get(key) ?? []), words.join(' ')]);
  }
  return facts;
}
