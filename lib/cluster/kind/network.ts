import type { ClusterNode, Subject } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { moved } from '../entered-node.ts';
import { networkConfig } from '../pod-network.ts';
import { nodeContainers } from './containers.ts';
import { placesOf } from './places.ts';

/** The file that tells a node's containerd its network; `attach` reads the pod range from it. */
export const NETWORK_FILE = '/etc/cni/net.d/10-ptp.conflist';

export interface Route {
  readonly to: string;
  readonly via: string;
}

/** As much of a cluster as has to be known before it is complete. */
interface Wired {
  readonly subject: Pick<Subject, 'cluster'>;
  readonly nodes: readonly ClusterNode[];
}

interface Place {
  readonly name: string;
  readonly address: string;
  readonly podRange: string;
}

/** What kindnet does where it can be had: one route on every node to every other's pods. */
export function routePlan(places: readonly Place[]): ReadonlyMap<string, readonly Route[]> {
  const plan = places.map(({ name }) => {
    const peers = places.filter((peer) => peer.name !== name && peer.address && peer.podRange);
    return [name, peers.map(({ podRange, address }) => ({ to: podRange, via: address }))] as const;
  });
  return new Map(plan);
}

/**
 * Lays the pod network, or lays it again: a node container that was stopped and started has lost
 * its routes and may have got another address, which all others then have to learn.
 */
export async function installNetwork(cluster: Wired): Promise<void> {
  const containers = await nodeContainers(placesOf(cluster.subject.cluster).kindName);
  const running = cluster.nodes.filter((node) => {
    const container = containers.find(({ name }) => name === node.name);
    if (container?.address) moved(node, container.address);
    return container?.running ?? false;
  });
  const plan = routePlan(cluster.nodes);
  await Promise.all(running.map((node) => layOn(node, plan.get(node.name) ?? [])));
}

async function layOn(node: ClusterNode, routes: readonly Route[]): Promise<void> {
  const input = networkConfig(node.podRange);
  // containerd watches the folder: the file appears whole or not at all.
  const script = [
    'set -eu',
    `cat > ${NETWORK_FILE}.new`,
    `cmp -s ${NETWORK_FILE}.new ${NETWORK_FILE} || mv ${NETWORK_FILE}.new ${NETWORK_FILE}`,
    `rm -f ${NETWORK_FILE}.new`,
    ...routes.map(({ to, via }) => `ip route replace ${to} via ${via}`),
  ].join('\n');
  const { code, stderr } = await node.exec(['sh', '-c', script], { input });
  if (code !== 0) {
    throw new HarnessError({
      what: `the pod network could not be laid on ${node.name}`,
      lastSeen: stderr.trim(),
    });
  }
}

/** The pod range in a network file of ours, or null when it is none. */
export function podRangeIn(text: string): string | null {
  return /"subnet":\s*"([^"]+)"/.exec(text)?.[1] ?? null;
}
