import type { Workload } from '../../model/workload.ts';
import { DATA, type Keeps, POD_NAME, systemSet } from '../system-set.ts';

export interface EtcdOptions {
  readonly replicas: number;
  readonly keeps: Keeps;
}

const NAME = 'etcd';
const CLIENTS = 2379;
const PEERS = 2380;

/** Members that know each other by their stable names and by nothing else. */
export function etcd({ replicas, keeps }: EtcdOptions): Workload {
  return {
    ...{ name: NAME, set: NAME, service: NAME, replicas, beatMs: 1000, storage: 'per-node' },
    system: {
      ...{ name: NAME, owes: 'register', isSound: keeps === 'on its claim', port: CLIENTS },
      publicImage: 'quay.io/coreos/etcd:v3.6.8',
      open: async (address) => (await import('./session.ts')).openEtcd(address),
    },
    manifest: (deployment) =>
      systemSet(
        {
          ...{ name: NAME, replicas, keeps, policy: 'Parallel', findsUnready: true },
          ...{ graceSeconds: 10, memory: '256Mi', ports: { clients: CLIENTS, peers: PEERS } },
          files: {},
          container: {
            // No shell: the image that the project itself publishes has none either.
            command: ['etcd'],
            args: flags(replicas, deployment.namespace),
            env: [POD_NAME],
            readinessProbe: {
              httpGet: { path: '/health?serializable=true', port: CLIENTS },
              ...{ periodSeconds: 1, timeoutSeconds: 3, failureThreshold: 3 },
            },
          },
        },
        deployment,
      ),
  };
}

function flags(replicas: number, namespace: string): string[] {
  const peer = (member: string) => `http://${member}.${NAME}.${namespace}.svc:${PEERS}`;
  const members = Array.from({ length: replicas }, (_, ordinal) => `${NAME}-${ordinal}`);
  const flag = (name: string, value: string) => `--${name}=${value}`;
  return [
    flag('name', '$(POD_NAME)'),
    flag('data-dir', `${DATA}/etcd`),
    flag('listen-peer-urls', `http://0.0.0.0:${PEERS}`),
    flag('listen-client-urls', `http://0.0.0.0:${CLIENTS}`),
    flag('advertise-client-urls', `http://$(POD_NAME).${NAME}.${namespace}.svc:${CLIENTS}`),
    flag('initial-advertise-peer-urls', peer('$(POD_NAME)')),
    flag('initial-cluster', members.map((member) => `${member}=${peer(member)}`).join(',')),
    flag('initial-cluster-token', namespace),
    // Heeded by a member that finds an empty volume, and by no other.
    flag('initial-cluster-state', 'new'),
    flag('quota-backend-bytes', '67108864'),
    flag('logger', 'zap'),
    flag('log-level', 'warn'),
  ];
}
