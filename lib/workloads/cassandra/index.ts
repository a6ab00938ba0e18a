import { readFileSync } from 'node:fs';
import type { Workload } from '../../model/workload.ts';
import { type Keeps, startScript, systemSet } from '../system-set.ts';

export interface CassandraOptions {
  readonly replicas: number;
  readonly keeps: Keeps;
}

const NAME = 'cassandra';
const PORT = 9042;

/** A ring whose first member is known to all others by its stable name; each has all rows. */
export function cassandra({ replicas, keeps }: CassandraOptions): Workload {
  return {
    ...{ name: NAME, set: NAME, service: NAME, replicas, beatMs: 1000, storage: 'per-node' },
    system: {
      ...{ name: NAME, owes: 'rows', isSound: keeps === 'on its claim', port: PORT },
      publicImage: 'docker.io/library/cassandra:5.0',
      open: async (address) => (await import('./session.ts')).openCassandra(address, replicas),
    },
    manifest: (deployment) => {
      const { files, command, env } = startScript(
        import.meta.url,
        { name: NAME, replicas },
        deployment,
      );
      return systemSet(
        {
          // One at a time: two that join at once may be given the same place.
          ...{ name: NAME, replicas, keeps, policy: 'OrderedReady', findsUnready: true },
          ...{ graceSeconds: 20, memory: '896Mi', ports: { clients: PORT, peers: 7000 } },
          files: { ...files, 'java-options': javaOptions() },
          container: {
            ...{ command, env },
            // It listens when it has its place in the ring.
            readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 2, failureThreshold: 3 },
          },
        },
        deployment,
      );
    },
  };
}

/** What its virtual machine is told. */
function javaOptions(): string {
  return readFileSync(new URL('./java-options.conf', import.meta.url), 'utf8');
}
