import type { ClusterNode } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { attempt, pasteable } from '../support/exec.ts';
import { LIMITS } from '../support/limits.ts';
import { followThrough } from './follow.ts';

export interface NodeFacts {
  readonly name: string;
  readonly role: ClusterNode['role'];
  readonly address: string;
  readonly podRange: string;
}

/**
 * The words that go before a command so that it runs on the node, however the node is made. Asked
 * anew each time: a node that was switched off and on again is entered by another door.
 */
export type Enter = (options: { readonly input: boolean }) => readonly string[];

/** What `timeout` answers with when it had to end the command, gently or not. */
const ENDED_BY_TIMEOUT: ReadonlySet<number> = new Set([124, 137]);
/** For the node's own end to come before the client's. */
const GRACE_MS = 3000;

/** A node that was started again may have another address: see `moved`. */
const addresses = new WeakMap<ClusterNode, string>();

/** A node that is reached from this machine: no API server, no network of the node. */
export function enteredNode(facts: NodeFacts, enter: Enter): ClusterNode {
  const { name, role, podRange } = facts;
  const node: ClusterNode = {
    name,
    role,
    podRange,
    get address() {
      return addresses.get(node) ?? facts.address;
    },
    async exec(command, options = {}) {
      const limitMs = options.limitMs ?? LIMITS.execMs;
      const started = performance.now();
      // A command may be left running when its client goes away, so the node ends it itself.
      const bounded = ['timeout', '--kill-after=2', `${limitMs / 1000}`, ...command];
      const input = options.input !== undefined || options.inputFile !== undefined;
      const result = await attempt([...enter({ input }), ...bounded], {
        limitMs: limitMs + GRACE_MS,
        ...(options.input === undefined ? {} : { input: options.input }),
        ...(options.inputFile === undefined ? {} : { inputFile: options.inputFile }),
        ...(options.signal ? { signal: options.signal } : {}),
      });
      if (ENDED_BY_TIMEOUT.has(result.code) && performance.now() - started >= limitMs) {
        throw new HarnessError({
          what: `${pasteable(command)} was stopped on ${name} after ${limitMs / 1000} s`,
          lastSeen: result.stderr.trim() || 'nothing on stderr',
        });
      }
      return result;
    },
    follow: (command, onLine) => followThrough(enter({ input: true }), command, onLine),
  };
  return node;
}

export function moved(node: ClusterNode, address: string): void {
  addresses.set(node, address);
}
