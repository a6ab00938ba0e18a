import type { ClusterNode } from '../model/cluster.ts';
import { LIMITS } from '../support/limits.ts';
import { DETACH, folderOf, OURS } from './dead-man-timer.ts';
import { onNode, readFacts } from './node-shell.ts';
import type { Target } from './reach.ts';

/**
 * A connection that was open before a fault and keeps talking under it. It ends with the lease of
 * its name on its node, and so needs no undo of its own.
 *
 * It speaks to a TLS port: the head of a record of 16 KiB, and then a byte of it every half second.
 * The server waits for the rest for as long as it waits for any slow client.
 */
const HOLD = `folder=$1 address=$2 port=$3
exec 9<> <(:)
exec 3<>"/dev/tcp/$address/$port" || exit
printf '\\x16\\x03\\x01\\x40\\x00' >&3
echo $$ >"$folder/held"
while [ -e "$folder/lease" ] && printf '\\0' >&3; do read -rt 0.5 -u 9; done`;

const OPEN = `set -eu
${DETACH}
name=$1 folder=$2 address=$3 port=$4 hold=$5
rm -f "$folder/held"
detach "steadfast-held:$name" "$hold" held "$folder" "$address" "$port"
exec 9<> <(:)
for look in {1..60}; do
  [ -s "$folder/held" ] && exit 0
  read -rt 0.05 -u 9 || :
done
echo "no connection to $address:$port" >&2
exit 1`;

const STATE = `${OURS}
for id in $(ours "steadfast-held:$1"); do
  echo "process $id"
  ss -OHtanp 2>/dev/null | awk -v id="pid=$id," 'index($0, id) { print "held", $1, $3 }'
done
exit 0`;

export interface HeldConnection {
  readonly node: ClusterNode;
  readonly name: string;
}

export async function holdConnection(held: HeldConnection, to: Target): Promise<void> {
  const args = [held.name, folderOf(held.name), to.address, `${to.port}`, HOLD];
  await onNode(held.node, {
    what: `opening a connection to ${to.address}:${to.port}`,
    script: OPEN,
    args,
    limitMs: LIMITS.probeExecMs,
  });
}

export interface HeldState {
  readonly running: boolean;
  /** Bytes that were sent and never acknowledged; null when the connection has died. */
  readonly unacknowledged: number | null;
}

export async function heldState({ node, name }: HeldConnection): Promise<HeldState> {
  const facts = readFacts(
    await onNode(node, {
      what: 'looking at a held connection',
      script: STATE,
      args: [name],
      limitMs: LIMITS.probeExecMs,
    }),
  );
  const [socket] = facts.get('held') ?? [];
  const [state, queue] = (socket ?? '').split(' ');
  return {
    running: facts.has('process'),
    unacknowledged: state === 'ESTAB' ? Number(queue) : null,
  };
}
