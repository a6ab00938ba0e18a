import { UsageError } from '../support/errors.ts';

/** What clusters of ours have in common, whoever makes their nodes. */
export const NAMESPACE = 'steadfast-system';
export const STORAGE = { perNode: 'local', shared: 'shared' } as const;

/** Folders inside every node. */
export const IN_NODE = {
  /** Volumes of the class that binds to one node: on the node's own disk. */
  volumes: '/var/steadfast/volumes',
  /** Volumes of the class that follows its pod: the same folder in every node. */
  shared: '/steadfast/shared',
} as const;

/** kind itself allows 50 characters, and a node's name has to fit into a host name. */
export function mustBeClusterName(name: string): void {
  if (/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(name)) return;
  throw new UsageError({
    what: `"${name}" cannot name a cluster`,
    tryThis: 'a to z, digits and dashes, at most 32 of them, such as: nightly-2',
  });
}
