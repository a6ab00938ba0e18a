import type { ClusterNode } from '../model/cluster.ts';
import { LIMITS } from '../support/limits.ts';
import { onNode, readFacts } from './node-shell.ts';

// A lost answer looks like a lost question. So what was sent is looked for on the far side.

/** Nobody listens on the discard port, so the kernel itself counts what arrives there. */
const DISCARD = 9;

// A send that the node's own rules refuse is an error to bash, and just what is hoped for here.
const SEND = `for n in {1..5}; do echo steadfast >"/dev/udp/$1/$2"; done 2>/dev/null; exit 0`;

export async function sendDatagrams(from: ClusterNode, to: ClusterNode): Promise<void> {
  await onNode(from, {
    what: 'sending datagrams',
    script: SEND,
    args: [to.address, `${DISCARD}`],
    limitMs: LIMITS.probeExecMs,
  });
}

const COUNT = `command -v ss >/dev/null || { echo "no ss in the node image" >&2; exit 1; }
awk '/^Udp: [0-9]/ { print "datagrams", $3 }' /proc/net/snmp
echo "halfOpen $(ss -Htan state syn-recv dst "$1" | wc -l)"`;

/** What a node has had from a suspect so far. */
export interface Arrivals {
  /** Datagrams that found nobody listening, whoever sent them, by the kernel's own count. */
  readonly datagrams: number;
  /** Half-open connections that it has now: one may stand for a minute after its question. */
  readonly halfOpen: number;
}

export async function arrivals(at: ClusterNode, from: ClusterNode): Promise<Arrivals> {
  const lines = await onNode(at, {
    what: 'counting arrivals',
    script: COUNT,
    args: [from.address],
    limitMs: LIMITS.probeExecMs,
  });
  const facts = readFacts(lines);
  const numberOf = (key: string) => Number(facts.get(key)?.[0] ?? Number.NaN);
  return { datagrams: numberOf('datagrams'), halfOpen: numberOf('halfOpen') };
}

// A node that cannot send its answer forgets the question after a second, so it is watched while
// the question is asked.
const WATCH = `exec 9<> <(:)
most=0
read -r now _ </proc/uptime
end=$((\${now%.*} + 3))
while [ "\${now%.*}" -lt "$end" ]; do
  count=$(ss -Htan state syn-recv dst "$1" | wc -l)
  [ "$count" -gt "$most" ] && most=$count
  read -rt 0.2 -u 9
  read -r now _ </proc/uptime
done
echo "$most"`;

/** Watches a node for some seconds: the most half-open connections from a suspect at one time. */
export async function mostHalfOpen(at: ClusterNode, from: ClusterNode): Promise<number> {
  const [most] = await onNode(at, {
    what: 'watching for half-open connections',
    script: WATCH,
    args: [from.address],
    limitMs: LIMITS.probeExecMs,
  });
  return most === undefined ? Number.NaN : Number(most);
}
