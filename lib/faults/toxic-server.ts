import { readFile } from 'node:fs/promises';
import { Toxiproxy } from 'toxiproxy-node-client';
import { withNodeHttp } from '../cluster/node-http.ts';
import { toxiproxyProgram } from '../cluster/toxiproxy-program.ts';
import type { ClusterNode } from '../model/cluster.ts';
import { HarnessError, messageOf } from '../support/errors.ts';
import { waitFor } from '../support/wait.ts';
import { DETACH, OURS } from './dead-man-timer.ts';
import { onNode, readFacts } from './node-shell.ts';

/** Nobody else is this user, so what it sends is known to have been through the link. */
export const LINK_USER = 64_123;
const API_PORT = 18_474;
/** Where the link begins, on the node's loopback. */
export const LINK_PORT = 18_475;
const PROGRAM = '/var/lib/steadfast/toxiproxy-server';
const PROCESS = 'steadfast-toxiproxy';
const TABLE = 'ip steadfast_link';

/** Ends the link, whatever of it there is: new connections go the plain way again. */
export const REMOVE_LINK = `${OURS}
! command -v nft >/dev/null || printf '%s\\n' 'add table ${TABLE}' 'delete table ${TABLE}' |
  nft -f - || exit 1
for id in $(ours ${PROCESS}); do kill -KILL "$id" 2>/dev/null; done
rm -f ${PROGRAM} ${PROGRAM}.new
:`;

const PUT = `mkdir -p ${PROGRAM.replace(/\/[^/]*$/, '')}
base64 -d >${PROGRAM}.new && chmod 755 ${PROGRAM}.new && mv ${PROGRAM}.new ${PROGRAM}`;

const SERVE = `${DETACH}
detach steadfast-toxiproxy-keeper 'exec setpriv --reuid ${LINK_USER} --regid ${LINK_USER} \\
  --clear-groups bash -c "exec -a ${PROCESS} ${PROGRAM} -host 127.0.0.1 -port ${API_PORT}"'`;

/** Puts the server on a node and starts it there, as a user of its own. */
export async function startServer(node: ClusterNode): Promise<void> {
  const file = toxiproxyProgram();
  if (!file) {
    throw new HarnessError({ what: 'toxiproxy is not built', tryThis: 'steadfast airgap build' });
  }
  const input = (await readFile(file)).toString('base64');
  const put = await node.exec(['bash', '-c', PUT], { input });
  if (put.code !== 0) {
    throw new HarnessError({ what: `${node.name} takes no toxiproxy`, lastSeen: put.stderr });
  }
  await onNode(node, { what: 'starting toxiproxy', script: SERVE });
  await waitFor({
    what: `toxiproxy on ${node.name}`,
    limit: 'inForceMs',
    read: () => withToxiproxy(node, (proxy) => proxy.getVersion()),
    until: (version) => version.length > 0,
    describe: (version) => version,
  });
}

export interface Toxic {
  readonly type: 'latency' | 'bandwidth' | 'reset_peer' | 'slow_close' | 'timeout';
  readonly attributes: Readonly<Record<string, number>>;
}

const LINK = 'link';
const TOXIC = 'toxic';

/** A link through the server to somebody else; all is well with it as yet. */
export async function openLink(node: ClusterNode, upstream: string): Promise<void> {
  await withToxiproxy(node, async (server) => {
    await server.createProxy({ name: LINK, listen: `127.0.0.1:${LINK_PORT}`, upstream });
  });
}

/** All that comes back over the link is poisoned from now on. */
export async function poison(node: ClusterNode, toxic: Toxic): Promise<void> {
  await withToxiproxy(node, async (server) => {
    const proxy = await server.get(LINK);
    const { type, attributes } = toxic;
    await proxy.addToxic({ name: TOXIC, type, stream: 'downstream', toxicity: 1, attributes });
  });
}

/** What the server itself says of the link's toxic. */
export async function toxicOf(node: ClusterNode): Promise<string> {
  const toxic = await withToxiproxy(node, async (server) => {
    const proxy = await server.get(LINK);
    return proxy.getToxic<object>(TOXIC);
  });
  return `${toxic.type} ${JSON.stringify(toxic.attributes)}`;
}

/** Sends the node's own new connections to one address through the link, the server's aside. */
export async function bend(node: ClusterNode, address: string, port: number): Promise<void> {
  const to = `ip daddr ${address} tcp dport ${port}`;
  const rules = `table ${TABLE} {
    chain out { type nat hook output priority -101;
      meta skuid != ${LINK_USER} ${to} redirect to :${LINK_PORT}
    }
  }`;
  const script = 'nft -f - <<<"$1"';
  await onNode(node, { what: 'bending a link', script, args: [rules] });
}

const TRACES = `${OURS}
for id in $(ours ${PROCESS}); do echo "process $id"; done
nft list tables | grep -qx 'table ${TABLE}' && echo "table link"
[ -e ${PROGRAM} ] && echo "program ${PROGRAM}"
exit 0`;

export async function linkTraces(node: ClusterNode): Promise<readonly string[]> {
  const lines = await onNode(node, { what: 'looking for a link', script: TRACES });
  return [...readFacts(lines)].flatMap(([key, values]) => values.map((value) => `${key} ${value}`));
}

/** Whatever the client throws leaves here as an error of ours. */
async function withToxiproxy<Result>(
  node: ClusterNode,
  use: (server: Toxiproxy) => Promise<Result>,
): Promise<Result> {
  try {
    return await withNodeHttp(node, API_PORT, (address) => use(new Toxiproxy(address)));
  } catch (error) {
    throw new HarnessError({
      what: `toxiproxy on ${node.name} did not do as told`,
      lastSeen: messageOf(error),
    });
  }
}
