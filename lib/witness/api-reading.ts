import { type IncomingMessage, request as plainRequest } from 'node:http';
import { type Agent, type RequestOptions, request } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { HarnessError, messageOf } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';

/** An object as it comes over the wire: its parts are looked at by the projections only. */
export interface RawObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
    readonly deletionGracePeriodSeconds?: number;
    readonly generation?: number;
    readonly labels?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly uid: string;
      readonly controller?: boolean;
      readonly blockOwnerDeletion?: boolean;
    }[];
    readonly finalizers?: readonly string[];
  };
}

export interface ObjectList {
  readonly version: number;
  readonly items: readonly RawObject[];
}

/** A request that the API server answered with something else than 200. */
export class ApiRefused extends HarnessError {
  override readonly name = 'ApiRefused';
  readonly code: number;

  constructor(path: string, code: number, says: string) {
    super({ what: `GET ${path} was answered with ${code}`, lastSeen: says.slice(0, 300) });
    this.code = code;
  }
}

/** A connection on which not even a bookmark came for too long: it may have died long before. */
export class FellSilent extends HarnessError {
  override readonly name = 'FellSilent';
}

/** Versions order changes only where they are numbers; the API contract has said so since 1.35. */
export function versionOf(resourceVersion: unknown): number {
  if (typeof resourceVersion === 'string' && /^[0-9]+$/.test(resourceVersion)) {
    return Number(resourceVersion);
  }
  throw new HarnessError({
    what: 'the API server numbers its versions in a way that cannot be ordered',
    lastSeen: `resourceVersion ${JSON.stringify(resourceVersion)}`,
  });
}

/** With an agent of its own, many lists in a row share their connections. */
export async function listObjects(
  config: KubeConfig,
  path: string,
  signal: AbortSignal,
  agent?: Agent,
): Promise<ObjectList> {
  const answer = await open(config, path, signal, agent);
  const body = JSON.parse(await textOf(answer)) as {
    metadata: { resourceVersion: unknown };
    items: RawObject[] | null;
  };
  return { version: versionOf(body.metadata.resourceVersion), items: body.items ?? [] };
}

/**
 * Reads a watch line by line until it ends; throws when it cannot be opened or falls silent, since
 * a connection that died without a word looks exactly like a cluster where nothing happens.
 */
export async function readLines(
  config: KubeConfig,
  path: string,
  options: { readonly signal: AbortSignal; onOpen(): void; onLine(line: string): void },
): Promise<void> {
  const answer = await open(config, path, options.signal);
  options.onOpen();
  // Not by readline: its iterator does not hand on an error of the stream below it.
  let rest = '';
  for await (const chunk of answer.setEncoding('utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) options.onLine(line);
  }
}

async function open(
  config: KubeConfig,
  path: string,
  signal: AbortSignal,
  agent?: Agent,
): Promise<IncomingMessage> {
  const { server, proxyUrl } = config.getCurrentCluster() ?? {};
  if (!server) throw new HarnessError({ what: 'the kubeconfig names no server' });
  const headers = { accept: 'application/json' };
  const options: RequestOptions = { signal, headers, timeout: LIMITS.watchIdleMs };
  await config.applyToHTTPSOptions(options);
  const url = new URL(`${server.replace(/\/$/, '')}${path}`);
  // A proxy is reached by the agent that the kubeconfig brings, and by no other.
  if (agent && url.protocol === 'https:' && !proxyUrl) options.agent = agent;
  const send = url.protocol === 'http:' ? plainRequest : request;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = send(url, options, resolve);
    sent.on('timeout', () => {
      sent.destroy(new FellSilent({ what: `silent for ${LIMITS.watchIdleMs / 1000} s` }));
    });
    sent.on('error', reject);
    sent.end();
  });
  if (answer.statusCode === 200) return answer;
  throw new ApiRefused(path, answer.statusCode ?? 0, await textOf(answer));
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of answer) chunks.push(chunk as Buffer);
  } catch (error) {
    throw new HarnessError({ what: `an answer was cut off: ${messageOf(error)}` });
  }
  return Buffer.concat(chunks).toString('utf8');
}
