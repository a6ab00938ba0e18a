import type { ClusterNode } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { attempt, pasteable } from '../../support/exec.ts';
import { LIMITS } from '../../support/limits.ts';
import { followInContainer } from './follow.ts';

export interface NodeFacts {
  readonly name: string;
  readonly role: ClusterNode['role'];
  readonly address: string;
  readonly podRange: string;
}

/** What `timeout` answers with when it had to end the command, gently or not. */
const ENDED_BY_TIMEOUT: ReadonlySet<number> = new Set([124, 137]);
/** For the node's own end to come before the client's. */
const GRACE_MS = 3000;

/** A node container that was started again may have another address: see `moved`. */
const addresses = new WeakMap<ClusterNode, string>();

/** A node that is reached through the container engine: no API server, no network of the node. */
export function kindNode(facts: NodeFacts): ClusterNode {
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
      // The engine leaves a command running when its client goes away, so the node ends it itself.
      const bounded = ['timeout', '--kill-after=2', `${limitMs / 1000}`, ...command];
      const stdin = options.input === undefined ? [] : ['--interactive'];
      const result = await attempt(['docker', 'exec', ...stdin, name, ...bounded], {
        limitMs: limitMs + GRACE_MS,
        ...(options.input === undefined ? {} : { input: options.input }),
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
    follow: (command, onLine) => followInContainer(name, command, onLine),
  };
  return node;
}

export function moved(node: ClusterNode, address: string): void {
  addresses.set(node, address);
}
