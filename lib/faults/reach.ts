import type { ClusterNode } from '../model/cluster.ts';
import { LIMITS } from '../support/limits.ts';
import { onNode } from './node-shell.ts';

export interface Target {
  readonly address: string;
  readonly port: number;
}

export interface Reached extends Target {
  /** A refusal is an answer too: its packets went there and came back. */
  readonly answer: 'connected' | 'refused' | 'silent';
}

// Bash opens the connection itself, so that a node image needs no tool for it.
const PROBE = `seconds=$1; shift
one() {
  local words
  words=$(LC_ALL=C timeout "$3" bash -c 'exec 3<>"/dev/tcp/$1/$2"' probe "$1" "$2" 2>&1) &&
    { echo "$1 $2 connected"; return; }
  case $words in
    *'Connection refused'*) echo "$1 $2 refused" ;;
    *) echo "$1 $2 silent" ;;
  esac
}
while [ $# -ge 2 ]; do one "$1" "$2" "$seconds" & shift 2; done
wait`;

/** Opens a new connection from a node to each target, all at once, and says who answered. */
export async function reach(from: ClusterNode, targets: readonly Target[]): Promise<Reached[]> {
  if (targets.length === 0) return [];
  const args = targets.flatMap(({ address, port }) => [address, `${port}`]);
  const lines = await onNode(from, {
    what: 'opening connections',
    script: PROBE,
    args: [`${LIMITS.probeSeconds}`, ...args],
    limitMs: LIMITS.probeExecMs,
  });
  return targets.map(({ address, port }) => {
    const line = lines.find((candidate) => candidate.startsWith(`${address} ${port} `)) ?? '';
    const said = line.split(' ')[2];
    const answer = said === 'connected' || said === 'refused' ? said : 'silent';
    return { address, port, answer };
  });
}

/** Addresses of the pods on a node that have one of their own, from the node's own routes. */
export async function podAddresses(node: ClusterNode): Promise<string[]> {
  const script = `ip -o route show | awk '$1 ~ /^[0-9a-f.:]+$/ && $2 == "dev" { print $1 }'`;
  return onNode(node, { what: 'listing pod routes', script, limitMs: LIMITS.probeExecMs });
}
