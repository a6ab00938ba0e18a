import type { Workload } from '../../model/workload.ts';
import { startScript, systemSet } from '../system-set.ts';
import type { Acks } from './session.ts';

export interface KafkaOptions {
  readonly replicas: number;
  readonly acks: Acks;
}

const NAME = 'kafka';
const PORT = 9092;

/** Brokers whose numbers are their ordinals, and one log of which each of them has a copy. */
export function kafka({ replicas, acks }: KafkaOptions): Workload {
  return {
    ...{ name: NAME, set: NAME, service: NAME, replicas, beatMs: 1000, storage: 'per-node' },
    system: {
      ...{ name: NAME, owes: 'rows', isSound: acks === 'all', port: PORT },
      publicImage: 'docker.io/apache/kafka:4.1.0',
      open: async (address) => (await import('./session.ts')).openKafka(address, acks),
    },
    manifest: (deployment) => {
      const { files, command, env } = startScript(
        import.meta.url,
        { name: NAME, replicas },
        deployment,
      );
      return systemSet(
        {
          ...{ name: NAME, replicas, keeps: 'on its claim' },
          ...{ policy: 'Parallel', findsUnready: true },
          ...{ graceSeconds: 20, memory: '640Mi', ports: { clients: PORT, controllers: 9093 } },
          files,
          container: {
            ...{ command, env },
            // It listens when its controllers have let it in.
            readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 2, failureThreshold: 3 },
          },
        },
        deployment,
      );
    },
  };
}
