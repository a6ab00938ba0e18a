import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { ClusterAddress } from '../model/cluster.ts';

/** Objects behind the paths of an API server, for unit tests of what is looked for and removed. */
export interface ApiInMemory {
  readonly address: ClusterAddress;
  /** By path, such as '/api/v1/namespaces/a/pods/web-0'. */
  readonly objects: Map<string, KubernetesObject>;
  /** What its user may not do, as 'delete namespaces'. */
  readonly forbidden: Set<string>;
  close(): Promise<void>;
}

export async function apiInMemory(): Promise<ApiInMemory> {
  const objects = new Map<string, KubernetesObject>();
  const forbidden = new Set<string>();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here');
    const body = await textOf(request);
    const answer = (code: number, value: object) => {
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (pathname.endsWith('/selfsubjectaccessreviews')) {
      const { verb, resource } = JSON.parse(body).spec.resourceAttributes;
      return answer(201, { status: { allowed: !forbidden.has(`${verb} ${resource}`) } });
    }
    const found = objects.get(pathname);
    const inside = [...objects].filter(([path]) => isIn(path, pathname));
    if (request.method === 'GET') {
      const wanted = searchParams.get('labelSelector');
      const items = inside.map(([, object]) => object).filter((one) => isChosen(one, wanted));
      return found ? answer(200, found) : answer(200, { items });
    }
    if (request.method !== 'DELETE') return answer(405, {});
    if (isOne(pathname) && !found) return answer(404, { reason: 'NotFound' });
    for (const path of objects.keys()) {
      if (path === pathname || path.startsWith(`${pathname}/`)) objects.delete(path);
    }
    return answer(200, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'steadfast-api-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const { port } = server.address() as AddressInfo;
  writeFileSync(kubeconfig, JSON.stringify(configFor(`http://127.0.0.1:${port}`)));
  return {
    address: { provider: 'existing', cluster: 'here', kubeconfig, context: 'here' },
    objects,
    forbidden,
    async close() {
      rmSync(folder, { recursive: true });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether a path is that of an object and not of a collection. */
function isOne(path: string): boolean {
  const [, ...parts] = path.split('/namespaces')[1]?.split('/') ?? [];
  return parts.length === 1 || parts.length === 3;
}

function isIn(path: string, collection: string): boolean {
  return path.startsWith(`${collection}/`) && !path.slice(collection.length + 1).includes('/');
}

function isChosen({ metadata }: KubernetesObject, selector: string | null): boolean {
  if (selector === null) return true;
  const [key = '', value] = selector.split('=');
  const is = metadata?.labels?.[key];
  return value === undefined ? is !== undefined : is === value;
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const piece of stream) text += piece.toString();
  return text;
}

function configFor(server: string) {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'here', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'me', user: {} }],
    contexts: [{ name: 'here', context: { cluster: 'here', user: 'me' } }],
  };
}
