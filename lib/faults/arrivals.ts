import type { ClusterNode } from '../model/cluster.ts';
import { LIMITS } from '../support/limits.ts';
import { onNode } from './node-shell.ts';

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

/** Datagrams so far that came to a node and found nobody listening, by the kernel's own count. */
export async function strayDatagrams(at: ClusterNode): Promise<number> {
  const [count] = await onNode(at, {
    what: 'counting stray datagrams',
    script: `awk '/^Udp: [0-9]/ { print $3 }' /proc/net/snmp`,
    limitMs: LIMITS.probeExecMs,
  });
  return count === undefined ? Number.NaN : Number(count);
}

// A node that cannot send its answer forgets the question after a second, so it is watched while
// the question is asked.
const WATCH = `command -v ss >/dev/null || { echo "no ss in the node image" >&2; exit 1; }
exec 9<> <(:)
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
export async function halfOpen(at: ClusterNode, from: ClusterNode): Promise<number> {
  const [most] = await onNode(at, {
    what: 'watching for half-open connections',
    script: WATCH,
    args: [from.address],
    limitMs: LIMITS.probeExecMs,
  });
  return most === undefined ? Number.NaN : Number(most);
}
