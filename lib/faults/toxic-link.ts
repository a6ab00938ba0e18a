import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { renewTimer, type TimerPlace } from './dead-man-timer.ts';
import { nodeLoan } from './node-loan.ts';
import { ask, seenText } from './toxic-probe.ts';
import {
  lineTraces,
  loadTurn,
  openLine,
  poison,
  removeLine,
  SERVER_USER,
  startServer,
  type ToxicLine,
  tableOf,
  toxicOf,
} from './toxic-server.ts';
import { isWell, WAYS, wayNamed } from './toxic-ways.ts';

export type ToxicParams = { readonly node: string; readonly way: string };

const API = 6443;
const LINE: ToxicLine = { name: 'link', api: 18_474, at: { address: '127.0.0.1', port: 18_475 } };

/** In the clear an answer is a few bytes and an end; over TLS it is some thousand, both ways. */
const BY_TLS: ReadonlySet<string> = new Set(['bandwidth', 'timeout']);

/**
 * A bad line from a node's own processes to the API server: answers come late, slowly, not at all
 * or not to their end. Connections that were open before go on as they were; whoever opens a new
 * one feels it.
 */
export const toxicLink: Loan<ToxicParams> = nodeLoan<ToxicParams>({
  name: 'toxic-link',
  needs: ['link-toxics'],
  reach: 'node',
  ways: Object.keys(WAYS),
  placesOf: (cluster, params) => [placesOf(cluster, params).timer],

  async harm(cluster, params, { place, lease }) {
    const { node, peer } = placesOf(cluster, params);
    const way = wayNamed(params.way);
    await startServer(node, LINE);
    await openLine(node, LINE, { address: peer.address, port: API });
    await poison(node, LINE, way);
    await loadTurn(place, LINE, turn(peer.address));
    await renewTimer(place, lease);
  },

  async isInForce(cluster, params) {
    const { node, peer } = placesOf(cluster, params);
    const traces = await lineTraces(node, LINE.name);
    if (!traces.some((trace) => trace.startsWith('table'))) {
      return { holds: false, says: 'no link is bent' };
    }
    const [through, beside] = await look(node, peer, BY_TLS.has(params.way) ? 'tls' : 'clear');
    const toxic = await toxicOf(node, LINE);
    return {
      // Beside the link all is well: or it would not be the link that shows.
      holds: wayNamed(params.way).shows(through, beside) && isWell(beside),
      says: `through the link ${seenText(through)}, beside it ${seenText(beside)}; ${toxic}`,
    };
  },

  async isOver(cluster, params) {
    const { node, peer } = placesOf(cluster, params);
    const left = await lineTraces(node, LINE.name);
    const [through] = await look(node, peer, 'clear');
    return {
      holds: left.length === 0 && isWell(through),
      says: `left behind: ${left.join(', ') || 'nothing'}; an answer was ${seenText(through)}`,
    };
  },
});

/** The node's own new connections to one address go through the line, the server's aside. */
const turn = (address: string) => `table ${tableOf(LINE.name)} {
  chain out { type nat hook output priority -101;
    meta skuid != ${SERVER_USER} ip daddr ${address} tcp dport ${API} redirect to :${LINE.at.port}
  }
}`;

function look(from: ClusterNode, peer: ClusterNode, by: 'clear' | 'tls') {
  const question = { from, to: { address: peer.address, port: API }, by };
  return Promise.all([ask(question), ask({ ...question, as: SERVER_USER })]);
}

function placesOf(cluster: Cluster, params: ToxicParams) {
  const node = cluster.nodes.find(({ name }) => name === params.node);
  const peer = cluster.nodes.find(({ role }) => role === 'control-plane');
  if (!node || !peer || node === peer) {
    throw new HarnessError({ what: `${params.node} has no link to a control plane` });
  }
  const name = `toxic-link@${node.name}`;
  const timer: TimerPlace = { node, name, undo: removeLine(LINE.name) };
  return { node, peer, timer };
}
