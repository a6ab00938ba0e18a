import type { Workload } from '../../model/workload.ts';
import { type Keeps, startScript, systemSet } from '../system-set.ts';

export interface RabbitmqOptions {
  readonly replicas: number;
  readonly keeps: Keeps;
}

const NAME = 'rabbitmq';
const PORT = 5672;

/** One queue, of which each member has a copy; they are peers by their stable names. */
export function rabbitmq({ replicas, keeps }: RabbitmqOptions): Workload {
  return {
    ...{ name: NAME, set: NAME, service: NAME, replicas, beatMs: 1000, storage: 'per-node' },
    system: {
      ...{ name: NAME, owes: 'rows', isSound: keeps === 'on its claim', port: PORT },
      publicImage: 'docker.io/library/rabbitmq:4.0',
      open: async (address) => (await import('./session.ts')).openRabbitmq(address, replicas),
    },
    manifest: (deployment) => {
      const { files, command, env } = startScript(
        import.meta.url,
        { name: NAME, replicas },
        deployment,
      );
      return systemSet(
        {
          // After all of them have ended, none begins before it has heard of the others.
          ...{ name: NAME, replicas, keeps, policy: 'Parallel', findsUnready: true },
          ...{ graceSeconds: 20, memory: '512Mi' },
          ports: { clients: PORT, names: 4369, peers: 25672 },
          files,
          container: {
            ...{ command, env },
            // It listens when it belongs to the others, and not while it is without most of them.
            readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 2, failureThreshold: 3 },
          },
        },
        deployment,
      );
    },
  };
}
