import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Loan, Proof } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import {
  armTimer,
  disarmTimer,
  renewTimer,
  type TimerPlace,
  timerState,
} from './dead-man-timer.ts';
import { onNode, readFacts } from './node-shell.ts';
import {
  bend,
  LINK_USER,
  linkTraces,
  poison,
  REMOVE_LINK,
  startServer,
  type Toxic,
  toxicsOf,
} from './toxic-server.ts';

export type ToxicParams = { readonly node: string; readonly way: string };

const API = 6443;
const SECONDS = 3;

/** By the name of a way: what it does to answers, and what whoever asks then sees of it. */
const WAYS: Readonly<Record<string, Toxic & { readonly shows: (seen: Seen) => boolean }>> = {
  latency: { type: 'latency', attributes: { latency: 3000, jitter: 0 }, shows: isLate },
  bandwidth: { type: 'bandwidth', attributes: { rate: 1 }, shows: isLate },
  reset: {
    type: 'reset_peer',
    attributes: { timeout: 0 },
    shows: ({ answer }) => answer === 'cut',
  },
  'slow-close': { type: 'slow_close', attributes: { delay: 3000 }, shows: isLate },
  timeout: {
    type: 'timeout',
    attributes: { timeout: 0 },
    shows: ({ answer }) => answer === 'silent',
  },
};

interface Seen {
  readonly answer: string;
  readonly ms: number;
}

function isLate({ answer, ms }: Seen): boolean {
  return answer === 'whole' && ms >= SECONDS * 1000 * 0.9;
}

/**
 * A bad line from a node's own processes to the API server: answers come late, slowly, not at all or not to their
 * end. Connections that were open before go on as they were; whoever opens a new one feels it.
 */
export const toxicLink: Loan<ToxicParams> = {
  kind: 'loan',
  name: 'toxic-link',
  needs: ['node-exec', 'link-toxics'],
  reach: 'node',

  async inject(cluster, params, lease) {
    const { node, peer, timer } = placesOf(cluster, params);
    const toxic = WAYS[params.way];
    if (!toxic) throw new HarnessError({ what: `no link is toxic by ${params.way}` });
    await armTimer(timer, lease);
    await startServer(node);
    await poison(node, `${peer.address}:${API}`, {
      type: toxic.type,
      attributes: toxic.attributes,
    });
    await bend(node, peer.address, API);
    await renewTimer(timer, lease);
  },

  renew: (cluster, params, lease) => renewTimer(placesOf(cluster, params).timer, lease),

  async isInForce(cluster, params) {
    const { node, peer } = placesOf(cluster, params);
    const traces = await linkTraces(node);
    if (!traces.includes('table link')) return { holds: false, says: 'no link is bent' };
    const [through, beside] = await ask(node, peer);
    const toxics = await toxicsOf(node);
    const shows = WAYS[params.way]?.shows(through) ?? false;
    const isClear = beside.answer === 'whole' && beside.ms < SECONDS * 1000 * 0.9;
    return {
      holds: shows && isClear,
      says: `through the link ${textOf(through)}, beside it ${textOf(beside)}; ${toxics.join(', ')}`,
    };
  },

  undo: (cluster, params) => disarmTimer(placesOf(cluster, params).timer),

  async isUndone(cluster, params): Promise<Proof> {
    const { node, peer, timer } = placesOf(cluster, params);
    const left = [...(await timerState(timer)).traces, ...(await linkTraces(node))];
    const [through] = await ask(node, peer);
    return {
      holds: left.length === 0 && through.answer === 'whole' && !isLate(through),
      says: `left behind: ${left.join(', ') || 'nothing'}; an answer was ${textOf(through)}`,
    };
  },

  async hasFired(cluster, params) {
    return (await timerState(placesOf(cluster, params).timer)).fired;
  },
};

// Who speaks no TLS to the server is told so in plain text, and then hung up on.
const ASK = `one() {
  local began ended said code
  began=$(date +%s%3N)
  said=$($2 timeout 8 bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit 1
    printf "GET /readyz HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3' "$address" "$port" 2>&1)
  code=$?
  ended=$(date +%s%3N)
  case $code$said in
    0*HTTP*) echo "$1 whole $((ended - began))" ;;
    124*) echo "$1 silent $((ended - began))" ;;
    *) echo "$1 cut $((ended - began))" ;;
  esac
}
address=$1 port=$2
one through '' &
one beside "setpriv --reuid $3 --regid $3 --clear-groups" &
wait`;

async function ask(node: ClusterNode, peer: ClusterNode): Promise<readonly [Seen, Seen]> {
  const args = [peer.address, `${API}`, `${LINK_USER}`];
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
