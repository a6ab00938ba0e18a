import { connect, orNull } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import type { Target } from './reach.ts';

/** A member's port, by its number or by the name that one of its containers gives it. */
export type MemberPort = MemberParams & { readonly port: number | string };

/** Where the port is now, or null when that very member is gone: a successor is somewhere else. */
export async function whereIs(cluster: Cluster, member: MemberPort): Promise<Target | null> {
  const { namespace, pod: name, uid, port } = member;
  const pod = await orNull(connect(cluster).core.readNamespacedPod({ name, namespace }));
  const address = pod?.status?.podIP;
  const hasEnded = ['Succeeded', 'Failed'].includes(pod?.status?.phase ?? '');
  if (!address || hasEnded || pod.metadata?.uid !== uid) return null;
  if (typeof port === 'number') return { address, port };
  const ports = pod.spec?.containers.flatMap((container) => container.ports ?? []) ?? [];
  const found = ports.find((candidate) => candidate.name === port)?.containerPort;
  if (found) return { address, port: found };
  throw new HarnessError({
    what: `${name} has no port named ${port}`,
    lastSeen: `ports ${ports.map((candidate) => candidate.name).join(', ') || 'none'}`,
  });
}
