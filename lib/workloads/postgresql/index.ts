import type { Workload } from '../../model/workload.ts';
import { type Keeps, startScript, systemSet } from '../system-set.ts';

export interface PostgresqlOptions {
  readonly replicas: number;
  readonly keeps: Keeps;
}

const NAME = 'postgresql';
const PORT = 5432;

/** A primary at ordinal 0, and standbys that stream from it by its stable name. */
export function postgresql({ replicas, keeps }: PostgresqlOptions): Workload {
  return {
    ...{ name: NAME, set: NAME, service: NAME, replicas, beatMs: 1000, storage: 'per-node' },
    system: {
      ...{ name: NAME, owes: 'rows', isSound: keeps === 'on its claim', port: PORT },
      publicImage: 'docker.io/library/postgres:17',
      open: async (address) => (await import('./session.ts')).openPostgresql(address),
    },
    manifest: (deployment) => {
      const { files, command, env } = startScript(
        import.meta.url,
        { name: NAME, replicas },
        deployment,
      );
      return systemSet(
        {
          ...{ name: NAME, replicas, keeps, policy: 'OrderedReady', findsUnready: false },
          ...{ graceSeconds: 20, memory: '256Mi', ports: { sql: PORT } },
          files,
          container: {
            ...{ command, env },
            readinessProbe: {
              exec: { command: ['pg_isready', '--host=/tmp', '--quiet'] },
              ...{ periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 3 },
            },
          },
        },
        deployment,
      );
    },
  };
}
