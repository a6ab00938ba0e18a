import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClusterNode } from '../model/cluster.ts';
import { HarnessError, messageOf } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';

const RELAY = `exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
cat >&3
cat <&3`;

/**
 * Lends a server that listens on a node's own loopback an address on this machine's, for as long as
 * `use` takes: each request is carried over by a command on the node, past its network.
 */
export async function withNodeHttp<Result>(
  node: ClusterNode,
  port: number,
  use: (address: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer((request, response) => {
    carry(node, port, request, response).catch((error: unknown) => {
      response.writeHead(502).end(messageOf(error));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port: here } = server.address() as AddressInfo;
  try {
    return await use(`http://127.0.0.1:${here}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function carry(
  node: ClusterNode,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  // The oldest version of the protocol: the answer ends with its connection.
  const lines = [
    `${request.method} ${request.url} HTTP/1.0`,
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  const input = `${lines.join('\r\n')}\r\n\r\n${body}`;
  const command = ['bash', '-c', RELAY, 'steadfast', `${port}`];
  const { code, stdout, stderr } = await node.exec(command, {
    ...{ input, limitMs: LIMITS.probeExecMs },
  });
  const end = stdout.indexOf('\r\n\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d+)/.exec(stdout)?.[1] ?? 0);
  if (code !== 0 || end < 0 || status === 0) {
    throw new HarnessError({
      what: `nobody answers on port ${port} of ${node.name}`,
      lastSeen: stderr.trim() || stdout.slice(0, 80),
    });
  }
  response.writeHead(status).end(stdout.slice(end + 4));
}
