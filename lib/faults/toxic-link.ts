import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { renewTimer, type TimerPlace } from './dead-man-timer.ts';
import { nodeLoan } from './node-loan.ts';
import { onNode, readFacts } from './node-shell.ts';
import {
  bend,
  LINK_USER,
  linkTraces,
  openLink,
  poison,
  REMOVE_LINK,
  startServer,
  type Toxic,
  toxicOf,
} from './toxic-server.ts';

export type ToxicParams = { readonly node: string; readonly way: string };

const API = 6443;
const DELAY_MS = 3000;

interface Way extends Toxic {
  /** In the clear an answer is a few bytes and an end; over TLS it is some thousand, both ways. */
  readonly by: 'clear' | 'tls';
  readonly shows: (through: Seen, beside: Seen) => boolean;
}

/** By the name of a way: what it does to answers, and what whoever asks then sees of it. */
const WAYS: Readonly<Record<string, Way>> = {
  latency: {
    ...{ type: 'latency', attributes: { latency: DELAY_MS, jitter: 0 } },
    ...{ by: 'clear', shows: isLate },
  },
  bandwidth: {
    ...{ type: 'bandwidth', attributes: { rate: 1 }, by: 'tls' },
    shows: (through, beside) => through.answer === 'whole' && through.ms >= beside.ms + 1000,
  },
  reset: {
    ...{ type: 'reset_peer', attributes: { timeout: 0 }, by: 'clear' },
    shows: ({ answer }) => answer === 'cut',
  },
  'slow-close': {
    ...{ type: 'slow_close', attributes: { delay: DELAY_MS } },
    ...{ by: 'clear', shows: isLate },
  },
  timeout: {
    ...{ type: 'timeout', attributes: { timeout: 0 }, by: 'tls' },
    shows: ({ answer }) => answer === 'silent',
  },
};

interface Seen {
  readonly answer: string;
  readonly ms: number;
}

function isLate({ answer, ms }: Seen): boolean {
  return answer === 'whole' && ms >= DELAY_MS * 0.9;
}

function isWell({ answer, ms }: Seen): boolean {
  return answer === 'whole' && ms < DELAY_MS * 0.9;
}

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
    const toxic = WAYS[params.way];
    if (!toxic) throw new HarnessError({ what: `no link is toxic by ${params.way}` });
    await startServer(node);
    await openLink(node, `${peer.address}:${API}`);
    await poison(node, { type: toxic.type, attributes: toxic.attributes });
    await bend(node, peer.address, API);
    await renewTimer(place, lease);
  },

  async isInForce(cluster, params) {
    const { node, peer } = placesOf(cluster, params);
    const traces = await linkTraces(node);
    if (!traces.includes('table link')) return { holds: false, says: 'no link is bent' };
    const way = WAYS[params.way];
    const [through, beside] = await ask(node, peer, way?.by ?? 'clear');
    const toxic = await toxicOf(node);
    return {
      // Beside the link all is well: or it would not be the link that shows.
      holds: (way?.shows(through, beside) ?? false) && isWell(beside),
      says: `through the link ${textOf(through)}, beside it ${textOf(beside)}; ${toxic}`,
    };
  },

  async isOver(cluster, params) {
    const { node, peer } = placesOf(cluster, params);
    const left = await linkTraces(node);
    const [through] = await ask(node, peer, 'clear');
    return {
      holds: left.length === 0 && isWell(through),
      says: `left behind: ${left.join(', ') || 'nothing'}; an answer was ${textOf(through)}`,
    };
  },
});

// Who speaks no TLS to the server is told so in plain text, and then hung up on. Whoever does is
// told to say who asks, which nobody here does.
const ASK = `clear() {
  exec 3<>"/dev/tcp/$1/$2" || exit 1
  printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3
  cat <&3
}
tls() {
  kubectl --kubeconfig /dev/null --server "https://$1:$2" --insecure-skip-tls-verify \\
    --token nobody get --raw /version
}
one() {
  local began said code
  began=$(date +%s%3N)
  said=$($2 timeout 8 bash -c "$(declare -f "$how"); $how $address $port" 2>&1)
  code=$?
  case $code$said in
    0*HTTP* | 1*nauthorized* | 1*'must be logged in'*)
      echo "$1 whole $(($(date +%s%3N) - began))" ;;
    124*) echo "$1 silent $(($(date +%s%3N) - began))" ;;
    *) echo "$1 cut $(($(date +%s%3N) - began))" ;;
  esac
}
address=$1 port=$2 how=$4
one through '' &
one beside "setpriv --reuid $3 --regid $3 --clear-groups" &
wait`;

async function ask(
  node: ClusterNode,
  peer: ClusterNode,
  by: Way['by'],
): Promise<readonly [Seen, Seen]> {
  const args = [peer.address, `${API}`, `${LINK_USER}`, by];
  const limitMs = LIMITS.probeExecMs;
  const lines = await onNode(node, { what: 'asking over a link', script: ASK, args, limitMs });
  const facts = readFacts(lines);
  const seen = (key: string): Seen => {
    const [answer = 'cut', ms = '0'] = (facts.get(key)?.[0] ?? '').split(' ');
    return { answer, ms: Number(ms) };
  };
  return [seen('through'), seen('beside')];
}

function textOf({ answer, ms }: Seen): string {
  return `${answer} after ${ms} ms`;
}

function placesOf(cluster: Cluster, params: ToxicParams) {
  const node = cluster.nodes.find(({ name }) => name === params.node);
  const peer = cluster.nodes.find(({ role }) => role === 'control-plane');
  if (!node || !peer || node === peer) {
    throw new HarnessError({ what: `${params.node} has no link to a control plane` });
  }
  const timer: TimerPlace = { node, name: `toxic-link@${node.name}`, undo: REMOVE_LINK };
  return { node, peer, timer };
}
