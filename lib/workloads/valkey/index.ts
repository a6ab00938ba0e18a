import type { Workload } from '../../model/workload.ts';
import { startScript, systemSet } from '../system-set.ts';
import type { Asks } from './session.ts';

export interface ValkeyOptions {
  /** Two relatives that speak alike and are set up alike. */
  readonly name: 'valkey' | 'redis';
  readonly asks: Asks;
  /** A cache has a claim like the others, and writes nothing to it but who its peers are. */
  readonly isCache?: boolean;
}

const PORT = 6379;
const SENTINEL = 26379;

const PUBLIC = {
  valkey: 'docker.io/valkey/valkey:8.1',
  redis: 'docker.io/library/redis:8.0',
};

/** A primary, two replicas, and three sentinels that choose another primary when it is gone. */
export function valkey({ name, asks, isCache = false }: ValkeyOptions): Workload {
  const replicas = 3;
  return {
    ...{ name, set: name, service: name, replicas, beatMs: 1000, storage: 'per-node' },
    system: {
      ...{ name, owes: 'rows', isSound: asks === 'everybody' && !isCache, port: PORT },
      publicImage: PUBLIC[name],
      open: async (address) => (await import('./session.ts')).openValkey(address, asks),
    },
    manifest: (deployment) => {
      const { files, command, env } = startScript(import.meta.url, { name, replicas }, deployment);
      return systemSet(
        {
          ...{ name, replicas, keeps: 'on its claim', policy: 'Parallel', findsUnready: true },
          ...{ graceSeconds: 15, memory: '128Mi', ports: { clients: PORT, sentinels: SENTINEL } },
          files,
          container: {
            command,
            env: [
              ...env,
              { name: 'SYSTEM', value: name },
              { name: 'APPENDONLY', value: isCache ? 'no' : 'yes' },
            ],
            readinessProbe: {
              exec: { command: ['sh', '-c', isReady(name, replicas - 1)] },
              ...{ periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 3 },
            },
          },
        },
        deployment,
      );
    },
  };
}

/**
 * A sentinel asks the primary every 10 s who follows it. One that has not heard of anybody yet has
 * nobody to choose when the primary is gone, for as long as that is gone; and whom it has not heard
 * of it does not tell to follow another. Once it has, it keeps that with its data.
 */
function isReady(name: ValkeyOptions['name'], followers: number): string {
  const known = `$(${name}-cli -p ${SENTINEL} sentinel replicas main | grep -c '^name$')`;
  return `${name}-cli ping && [ "${known}" -ge ${followers} ]`;
}
