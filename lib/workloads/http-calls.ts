import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { MemberAddress } from '../model/system.ts';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';

export interface HttpCalls {
  get(path: string): Promise<HttpAnswer>;
  post(path: string, body: object): Promise<HttpAnswer>;
  put(path: string, body: object): Promise<HttpAnswer>;
  close(): void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** Speaks HTTP with one member; an answer of any status is an answer, and silence is thrown. */
export function httpCalls({ host, port, member }: MemberAddress): HttpCalls {
  const agent = new Agent({ keepAlive: true });
  const call = async (method: string, path: string, body?: object): Promise<HttpAnswer> => {
    const signal = AbortSignal.timeout(LIMITS.answerMs);
    try {
      return await answerTo({ agent, host, port, method, path, body, signal });
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new HarnessError({ what: `${member} did not answer for ${LIMITS.answerMs} ms` });
    }
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    close: () => agent.destroy(),
  };
}

interface Call {
  readonly agent: Agent;
  readonly host: string;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly body: object | undefined;
  readonly signal: AbortSignal;
}

function answerTo({ body, ...options }: Call): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const asked = request({ ...options, headers }, (response) => {
      text(response).then(
        (said) => resolve({ status: response.statusCode ?? 0, body: said }),
        reject,
      );
    });
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
