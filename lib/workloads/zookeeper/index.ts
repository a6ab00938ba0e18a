import type { Workload } from '../../model/workload.ts';
import { type Keeps, startScript, systemSet } from '../system-set.ts';

export interface ZookeeperOptions {
  readonly replicas: number;
  readonly keeps: Keeps;
}

const NAME = 'zookeeper';
const PORT = 2181;

/** It answers only while it belongs to a quorum. There is no client in every image, but a shell. */
const SERVES = `exec 3<> /dev/tcp/127.0.0.1/${PORT} && echo srvr >&3 && grep -q Mode: <&3`;

/** Members whose numbers are their ordinals, and who find each other by stable names. */
export function zookeeper({ replicas, keeps }: ZookeeperOptions): Workload {
  return {
    ...{ name: NAME, set: NAME, service: NAME, replicas, beatMs: 1000, storage: 'per-node' },
    system: {
      ...{ name: NAME, owes: 'register', isSound: keeps === 'on its claim', port: PORT },
      publicImage: 'docker.io/library/zookeeper:3.9',
      open: async (address) => (await import('./session.ts')).openZookeeper(address),
    },
    manifest: (deployment) => {
      const { files, command, env } = startScript(
        import.meta.url,
        { name: NAME, replicas },
        deployment,
      );
      return systemSet(
        {
          ...{ name: NAME, replicas, keeps, policy: 'Parallel', findsUnready: true },
          ...{ graceSeconds: 10, memory: '384Mi' },
          ports: { clients: PORT, peers: 2888, elections: 3888 },
          files,
          container: {
            ...{ command, env },
            readinessProbe: {
              exec: { command: ['bash', '-c', SERVES] },
              ...{ periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 3 },
            },
          },
        },
        deployment,
      );
    },
  };
}
