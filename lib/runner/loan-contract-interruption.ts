import type { Cluster } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';

export interface CutShort extends Cluster {
  wasCut(): boolean;
}

/** The same cluster, whose nodes take so many commands and then no more: a runner that broke. */
export function cutShort(cluster: Cluster, commands: number): CutShort {
  let given = 0;
  let cut = false;
  const nodes = cluster.nodes.map((node) => ({
    name: node.name,
    role: node.role,
    address: node.address,
    podRange: node.podRange,
    follow: node.follow,
    ...(node.power ? { power: node.power } : {}),
    async exec(...args: Parameters<typeof node.exec>) {
      if (given >= commands) {
        cut = true;
        throw new HarnessError({ what: `broken off after ${commands} commands, as asked` });
      }
      given += 1;
      return node.exec(...args);
    },
  }));
  return { ...cluster, can: (capability) => cluster.can(capability), nodes, wasCut: () => cut };
}
