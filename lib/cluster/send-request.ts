import { type IncomingMessage, request as plainRequest } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';

export interface PlainRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the server's address, query included. */
  readonly path: string;
  readonly body?: object;
  /** How a patch is to be read; a merge patch unless it says otherwise. */
  readonly type?: 'application/apply-patch+yaml' | 'application/strategic-merge-patch+json';
  readonly signal?: AbortSignal;
}

export interface PlainAnswer {
  readonly code: number;
  readonly body: unknown;
  /** What the server warned of while it accepted. */
  readonly warnings: readonly string[];
}

/**
 * A request as it is, without a client's idea of what an object may look like: a typed client
 * would drop the very fields that a question about refusals is made of.
 */
export async function sendRequest(config: KubeConfig, sent: PlainRequest): Promise<PlainAnswer> {
  const { server } = config.getCurrentCluster() ?? {};
  if (!server) throw new HarnessError({ what: 'the kubeconfig names no server' });
  const patch = sent.type ?? 'application/merge-patch+json';
  const type = sent.method === 'PATCH' ? patch : 'application/json';
  const text = sent.body ? JSON.stringify(sent.body) : null;
  // The length is said, since a DELETE whose body has none goes out without its options.
  const length = text === null ? {} : { 'content-length': `${Buffer.byteLength(text)}` };
  const kind = text === null ? {} : { 'content-type': type };
  const headers = { accept: 'application/json', ...kind, ...length };
  const { method, signal } = sent;
  const options: RequestOptions = {
    ...{ method, headers, timeout: LIMITS.execMs },
    ...(signal ? { signal } : {}),
  };
  await config.applyToHTTPSOptions(options);
  const url = new URL(`${server.replace(/\/$/, '')}${sent.path}`);
  const send = url.protocol === 'http:' ? plainRequest : request;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const going = send(url, options, resolve);
    going.on('timeout', () => {
      const what = `${method} ${sent.path} had no answer for ${LIMITS.execMs / 1000} s`;
      going.destroy(new HarnessError({ what }));
    });
    going.on('error', reject);
    going.end(text ?? undefined);
  });
  let said = '';
  for await (const chunk of answer.setEncoding('utf8')) said += chunk;
  return { code: answer.statusCode ?? 0, body: parsed(said), warnings: warningsOf(answer) };
}

/** The sentence of a Status, or nothing where the answer is an object. */
export function messageIn(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const { kind, message } = body as { kind?: unknown; message?: unknown };
  return kind === 'Status' && typeof message === 'string' ? message : '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A warning header reads: 299 - "text". */
function warningsOf({ headersDistinct }: IncomingMessage): readonly string[] {
  const lines = headersDistinct.warning ?? [];
  return lines.map((line) => line.replace(/^\d+ \S+ "(.*)"$/, '$1'));
}
