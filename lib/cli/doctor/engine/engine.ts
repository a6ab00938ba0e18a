import { z } from 'zod';
import { attempt, type RunOptions, type RunResult } from '../../../support/exec.ts';
import { findCommand, type Host } from '../host.ts';

const factsSchema = z.object({
  ServerVersion: z.string(),
  OperatingSystem: z.string().default(''),
  CgroupVersion: z.string().default(''),
  DefaultRuntime: z.string().default(''),
  Runtimes: z.record(z.string(), z.object({ path: z.string().default('') })).default({}),
  DockerRootDir: z.string().default('/var/lib/docker'),
  MemTotal: z.number().default(0),
  ContainersRunning: z.number().default(0),
});

/** What the engine says of itself, in its own words. */
export type EngineFacts = z.infer<typeof factsSchema>;

interface Place {
  readonly endpoint: string;
  /** True when the endpoint is a socket of this machine. */
  readonly local: boolean;
}

export type Engine =
  | (Place & { readonly state: 'running'; readonly facts: EngineFacts })
  | (Place & {
      readonly state: 'absent' | 'client-only' | 'stopped' | 'not-permitted' | 'unreachable';
      readonly says: string;
    });

const NORMAL_ENDPOINT = 'unix:///var/run/docker.sock';

export async function lookAtEngine(host: Host): Promise<Engine> {
  const server = findCommand(host, 'dockerd');
  const client = findCommand(host, 'docker');
  if (!client) {
    const place = { endpoint: host.engine.endpoint ?? NORMAL_ENDPOINT, local: true };
    const says = server ? 'dockerd is installed, its client docker is not' : 'docker is not there';
    return { ...place, state: 'absent', says };
  }
  const endpoint = await endpointOf(host);
  const place = { endpoint, local: endpoint.startsWith('unix://') };
  const { code, stdout, stderr } = await docker(host, ['info', '--format', '{{json .}}']);
  const facts = code === 0 ? factsSchema.safeParse(parsed(stdout)) : null;
  // Old clients end with 0 when nobody answers, and print facts without any server in them.
  if (facts?.success && facts.data.ServerVersion !== '') {
    return { ...place, state: 'running', facts: facts.data };
  }
  const words = `${stderr}\n${stdout}`;
  if (/permission denied/i.test(words)) {
    return { ...place, state: 'not-permitted', says: `${endpoint} refuses this user` };
  }
  if (!place.local)
    return { ...place, state: 'unreachable', says: `nobody answers at ${endpoint}` };
  if (!server) {
    return { ...place, state: 'client-only', says: `${client} is a client without an engine` };
  }
  return {
    ...place,
    state: 'stopped',
    says: `${server} is installed, nobody answers at ${endpoint}`,
  };
}

/** Speaks to the chosen engine through the docker client. */
export function docker(
  host: Host,
  words: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { endpoint } = host.engine;
  const client = findCommand(host, 'docker') ?? 'docker';
  return attempt([client, ...(endpoint ? ['--host', endpoint] : []), ...words], {
    limitMs: 20_000,
    ...options,
  });
}

async function endpointOf(host: Host): Promise<string> {
  const named = host.engine.endpoint ?? process.env.DOCKER_HOST;
  if (named) return named;
  const format = '{{.Endpoints.docker.Host}}';
  const { code, stdout } = await docker(host, ['context', 'inspect', '--format', format]);
  return (code === 0 && stdout.trim()) || NORMAL_ENDPOINT;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
