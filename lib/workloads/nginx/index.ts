import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MemberAddress, Session } from '../../model/system.ts';
import type { Workload } from '../../model/workload.ts';
import { HarnessError } from '../../support/errors.ts';
import { httpCalls } from '../http-calls.ts';
import { FILES, type Keeps, systemSet } from '../system-set.ts';

export interface NginxOptions {
  readonly replicas: number;
  readonly keeps: Keeps;
  /** From its start until it serves, as of a program that first reads what it has. */
  readonly warmsUpSeconds?: number;
  /** Whether anybody asks a member before others take it for Ready; beginners leave that out. */
  readonly isAsked?: boolean;
}

const PORT = 8080;
const READINESS = { httpGet: { path: '/id.txt', port: PORT }, periodSeconds: 1 };

/**
 * The beginners' exercise: each member writes who it is onto its volume when it finds nothing
 * there, and serves that for ever after.
 */
export function nginx(options: NginxOptions): Workload {
  const { replicas, keeps, warmsUpSeconds = 0, isAsked = true } = options;
  const name = 'nginx';
  const isSound = keeps === 'on its claim' && isAsked;
  return {
    ...{ name, set: name, service: name, replicas, beatMs: 1000, storage: 'per-node' },
    system: {
      ...{ name, owes: 'file', isSound, port: PORT, open },
      loadScript: fileURLToPath(new URL('./load.k6.js', import.meta.url)),
      publicImage: 'docker.io/library/nginx:1.26',
    },
    manifest: (deployment) =>
      systemSet(
        {
          ...{ name, replicas, keeps, policy: 'OrderedReady', findsUnready: false },
          ...{ graceSeconds: 5, memory: '64Mi', ports: { http: PORT } },
          files: { 'start.sh': textOf('start.sh'), 'nginx.conf': textOf('nginx.conf') },
          container: {
            command: ['sh', `${FILES}/start.sh`],
            env: [{ name: 'WARM_UP_SECONDS', value: `${warmsUpSeconds}` }],
            ...(isAsked ? { readinessProbe: READINESS } : {}),
          },
        },
        deployment,
      ),
  };
}

function textOf(file: string): string {
  return readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');
}

/** Keys are files: they are read, and nobody but their member writes them. */
async function open(address: MemberAddress): Promise<Session> {
  const http = httpCalls(address);
  return {
    async read(file) {
      const { status, body } = await http.get(`/${file}`);
      if (status === 200) return body.trim();
      if (status === 404) return null;
      throw new HarnessError({ what: `${address.member} answered ${status}` });
    },
    async write(file) {
      throw new HarnessError({ what: `nobody but ${address.member} itself writes ${file}` });
    },
    close: async () => http.close(),
  };
}
