import type { Workload } from '../../model/workload.ts';
import { startScript, systemSet } from '../system-set.ts';
import type { Durable } from './session.ts';

export interface OpensearchOptions {
  readonly replicas: number;
  readonly durable: Durable;
}

const NAME = 'opensearch';
const PORT = 9200;

/** Asked of its peers, not of itself: a node that is left without a manager is not Ready. */
const HEALTH = '/_cluster/health?timeout=2s&cluster_manager_timeout=2s';

/** One index, of which each node has a copy; they find each other by their headless Service. */
export function opensearch({ replicas, durable }: OpensearchOptions): Workload {
  const copies = replicas - 1;
  return {
    ...{ name: NAME, set: NAME, service: NAME, replicas, beatMs: 1000, storage: 'per-node' },
    system: {
      ...{ name: NAME, owes: 'rows', isSound: durable === 'on every disk', port: PORT },
      publicImage: 'docker.io/opensearchproject/opensearch:2.19.6',
      open: async (address) => {
        return (await import('./session.ts')).openOpensearch(address, { copies, durable });
      },
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
          ...{ graceSeconds: 20, memory: '896Mi', ports: { clients: PORT, peers: 9300 } },
          files,
          container: {
            ...{ command, env },
            readinessProbe: {
              httpGet: { path: HEALTH, port: PORT },
              ...{ periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 3 },
            },
          },
        },
        deployment,
      );
    },
  };
}
