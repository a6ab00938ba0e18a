import type { Workload } from '../../model/workload.ts';
import { type Keeps, startScript, systemSet } from '../system-set.ts';
import type { Transfers } from './session.ts';

export interface MariadbOptions {
  readonly replicas: number;
  readonly keeps: Keeps;
  readonly transfers: Transfers;
}

const NAME = 'mariadb';
const PORT = 3306;

/** It takes statements only while it belongs to most of its peers and has all that they have. */
const ASKS = 'mariadb --no-defaults --user=root --socket=/tmp/mariadb.sock --skip-column-names';
const SERVES = `${ASKS} --execute "show status like 'wsrep_ready'" | grep -q ON`;

/** A bank whose ledger every member has: each of them takes transfers, and all have to agree. */
export function mariadb({ replicas, keeps, transfers }: MariadbOptions): Workload {
  const isSound = keeps === 'on its claim' && transfers === 'all or nothing';
  return {
    ...{ name: NAME, set: NAME, service: NAME, replicas, beatMs: 1000, storage: 'per-node' },
    system: {
      ...{ name: NAME, owes: 'ledger', isSound, port: PORT },
      publicImage: 'docker.io/library/mariadb:11.8',
      open: async (address) => (await import('./session.ts')).openMariadb(address, transfers),
    },
    manifest: (deployment) => {
      const { files, command, env } = startScript(
        import.meta.url,
        { name: NAME, replicas },
        deployment,
      );
      return systemSet(
        {
          // Who joins is given a copy by another one, which has to find it before it is Ready.
          ...{ name: NAME, replicas, keeps, policy: 'OrderedReady', findsUnready: true },
          ...{ graceSeconds: 20, memory: '512Mi' },
          ports: { sql: PORT, copies: 4444, peers: 4567, catchup: 4568 },
          files,
          container: {
            ...{ command, env },
            readinessProbe: {
              exec: { command: ['sh', '-c', SERVES] },
              ...{ periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 3 },
            },
          },
        },
        deployment,
      );
    },
  };
}
