import type { ClusterNode } from '../../model/cluster.ts';
import { attempt } from '../../support/exec.ts';
import { LIMITS } from '../../support/limits.ts';
import { followInContainer } from './follow.ts';

export interface NodeFacts {
  readonly name: string;
  readonly role: ClusterNode['role'];
  readonly address: string;
  readonly podRange: string;
}

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
    exec(command, options = {}) {
      const limitMs = options.limitMs ?? LIMITS.execMs;
      // The engine leaves a command running when its client goes away, so the node ends it itself.
      const bounded = ['timeout', '--kill-after=2', `${limitMs / 1000}`, ...command];
      const stdin = options.input === undefined ? [] : ['--interactive'];
      return attempt(['docker', 'exec', ...stdin, name, ...bounded], {
        limitMs: limitMs + 1000,
        ...(options.input === undefined ? {} : { input: options.input }),
        ...(options.signal ? { signal: options.signal } : {}),
      });
    },
    follow: (command, onLine) => followInContainer(name, command, onLine),
  };
  return node;
}

export function moved(node: ClusterNode, address: string): void {
  addresses.set(node, address);
}
