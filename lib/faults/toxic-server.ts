import { readFile } from 'node:fs/promises';
import { Toxiproxy } from 'toxiproxy-node-client';
import { withNodeHttp } from '../cluster/node-http.ts';
import { toxiproxyProgram } from '../cluster/toxiproxy-program.ts';
import type { ClusterNode } from '../model/cluster.ts';
import { HarnessError, messageOf } from '../support/errors.ts';
import { waitFor } from '../support/wait.ts';
import { DETACH, folderOf, OURS, type TimerPlace } from './dead-man-timer.ts';
import { UNLESS_LATE } from './node-loan.ts';
import { onNode, readFacts } from './node-shell.ts';
import type { Target } from './reach.ts';
import { removeTable } from './split-table.ts';

/** Nobody else is this user, so what it sends is known to have been through a line. */
export const SERVER_USER = 64_123;

/** A line with a server of its own, so that several can stand on one node. */
export interface ToxicLine {
  /** What its table, its process and its program are named by. */
  readonly name: string;
  /** Where the server takes orders, on the node's loopback. */
  readonly api: number;
  /** Where the line begins, on the node. */
  readonly at: Target;
}

export const tableOf = (name: string) => `ip steadfast_${name}`;
export const processOf = (name: string) => `steadfast-toxiproxy-${name}`;
const FOLDER = '/var/lib/steadfast';
const programOf = (name: string) => `${FOLDER}/toxiproxy-${name}`;

/** Ends a line, whatever of it there is: new connections go the plain way again. */
export function removeLine(name: string): string {
  return `${OURS}
${removeTable(tableOf(name))} || exit 1
${endServer(name)}
:`;
}

/** Shell, behind `OURS`: kills the server of a line, and forgets its program. */
export function endServer(name: string): string {
  return `for id in $(ours ${processOf(name)}); do kill -KILL "$id" 2>/dev/null; done
rm -f ${programOf(name)} ${programOf(name)}.new`;
}

const PUT = `mkdir -p "\${1%/*}"
base64 -d >"$1.new" && chmod 755 "$1.new" && mv "$1.new" "$1"`;

const SERVE = `${DETACH}
export process=$1 program=$2 api=$3
detach steadfast-toxiproxy-keeper 'exec setpriv --reuid ${SERVER_USER} --regid ${SERVER_USER} \\
  --clear-groups bash -c "exec -a $process $program -host 127.0.0.1 -port $api"'`;

/** Puts the server on a node and starts it there, as a user of its own. */
export async function startServer(node: ClusterNode, line: ToxicLine): Promise<void> {
  const file = toxiproxyProgram();
  if (!file) {
    throw new HarnessError({ what: 'toxiproxy is not built', tryThis: 'steadfast airgap build' });
  }
  const program = programOf(line.name);
  const input = (await readFile(file)).toString('base64');
  const put = await node.exec(['bash', '-c', PUT, 'steadfast', program], { input });
  if (put.code !== 0) {
    throw new HarnessError({ what: `${node.name} takes no toxiproxy`, lastSeen: put.stderr });
  }
  const args = [processOf(line.name), program, `${line.api}`];
  await onNode(node, { what: 'starting toxiproxy', script: SERVE, args });
  await waitFor({
    what: `toxiproxy on ${node.name}`,
    limit: 'inForceMs',
    read: () => withToxiproxy(node, line, (proxy) => proxy.getVersion()),
    until: (version) => version.length > 0,
    describe: (version) => version,
  });
}

export interface Toxic {
  readonly type: 'latency' | 'bandwidth' | 'reset_peer' | 'slow_close' | 'timeout';
  readonly attributes: Readonly<Record<string, number>>;
}

const TOXIC = 'toxic';

/** A line through the server to somebody else; all is well with it as yet. */
export async function openLine(node: ClusterNode, line: ToxicLine, to: Target): Promise<void> {
  const { name, at } = line;
  const listen = `${at.address}:${at.port}`;
  await withToxiproxy(node, line, async (server) => {
    await server.createProxy({ name, listen, upstream: `${to.address}:${to.port}` });
  });
}

/** All that comes back over the line is poisoned from now on. */
export async function poison(node: ClusterNode, line: ToxicLine, toxic: Toxic): Promise<void> {
  await withToxiproxy(node, line, async (server) => {
    const proxy = await server.get(line.name);
    const { type, attributes } = toxic;
    await proxy.addToxic({ name: TOXIC, type, stream: 'downstream', toxicity: 1, attributes });
  });
}

/** What the server itself says of the line's toxic. */
export async function toxicOf(node: ClusterNode, line: ToxicLine): Promise<string> {
  const toxic = await withToxiproxy(node, line, async (server) => {
    const proxy = await server.get(line.name);
    return proxy.getToxic<object>(TOXIC);
  });
  return `${toxic.type} ${JSON.stringify(toxic.attributes)}`;
}

const LOAD = `folder=$1 undo=$2
nft -f - <<<"$3" || exit 1
${UNLESS_LATE}`;

/** Loads the table that turns connections into a line: the harm begins here, all at once. */
export async function loadTurn(place: TimerPlace, line: ToxicLine, rules: string): Promise<void> {
  const args = [folderOf(place.name), place.undo, rules];
  const what = `turning connections into ${line.name}`;
  await onNode(place.node, { what, script: LOAD, args });
}

const TRACES = `${OURS}
for id in $(ours "$1"); do echo "process $id"; done
nft list tables | grep -x "table $2"
[ -e "$3" ] && echo "program $3"
exit 0`;

export async function lineTraces(node: ClusterNode, name: string): Promise<readonly string[]> {
  const args = [processOf(name), tableOf(name), programOf(name)];
  const lines = await onNode(node, { what: 'looking for a line', script: TRACES, args });
  return [...readFacts(lines)].flatMap(([key, values]) => values.map((value) => `${key} ${value}`));
}

/** Whatever the client throws leaves here as an error of ours. */
async function withToxiproxy<Result>(
  node: ClusterNode,
  { api }: ToxicLine,
  use: (server: Toxiproxy) => Promise<Result>,
): Promise<Result> {
  try {
    return await withNodeHttp(node, api, (address) => use(new Toxiproxy(address)));
  } catch (error) {
    throw new HarnessError({
      what: `toxiproxy on ${node.name} did not do as told`,
      lastSeen: messageOf(error),
    });
  }
}
