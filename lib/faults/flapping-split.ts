import type { ClusterNode } from '../model/cluster.ts';
import type { Loan, Proof } from '../model/fault.ts';
import { LIMITS } from '../support/limits.ts';
import { passTime } from '../support/wait.ts';
import { DETACH, folderOf, OURS, type TimerPlace } from './dead-man-timer.ts';
import { nodeLoan } from './node-loan.ts';
import { nodeOf } from './node-program.ts';
import { onNode } from './node-shell.ts';
import { kubeletHeard, peerOf } from './peers.ts';
import type { SplitParams } from './split-loan.ts';
import { outerDevice, removeTable, splitCounters, splitRules } from './split-table.ts';

const NAME = 'flapping-split';
const TABLE = 'inet steadfast_flapping_split';

/** Long enough for probes and leases to be missed, and long enough to be made up for. */
const SPLIT_SECONDS = 8;
const WHOLE_SECONDS = 6;

// Stops with its lease, as the timer does, and never without an undo of its own after the harm.
const FLAP = `folder=$1 rules=$2 undo=$3 off=$4 on=$5
exec 9<> <(:)
while [ -e "$folder/lease" ]; do
  nft -f - <<<"$rules"
  read -rt "$off" -u 9
  bash -c "$undo"
  read -rt "$on" -u 9
done`;

const START = `${OURS}
${DETACH}
name=$1 flap=$2
shift 2
[ -e "$1/lease" ] || { echo "the lease ran out before the harm was done" >&2; exit 1; }
detach "steadfast-flap:$name" "$flap" flap "$@"`;

/** A node whose network comes and goes, sooner than anybody has made up their mind about it. */
export const flappingSplit: Loan<SplitParams> = nodeLoan<SplitParams>({
  name: NAME,
  needs: ['node-network-split'],
  placesOf: (cluster, { node }) => [placeOf(nodeOf(cluster, node))],

  async harm(_cluster, _params, { place: { node, name } }) {
    const rules = splitRules(await outerDevice(node), { name: TABLE, far: null });
    const pace = [`${SPLIT_SECONDS}`, `${WHOLE_SECONDS}`];
    const args = [name, FLAP, folderOf(name), rules, removeTable(TABLE), ...pace];
    await onNode(node, { what: 'beginning to flap', script: START, args });
  },

  async isInForce(cluster, params) {
    const node = nodeOf(cluster, params.node);
    if ((await flappers(node)).length > 0) return sawBoth(node, peerOf(cluster, node));
    return { holds: false, says: `nobody flaps the network of ${node.name}` };
  },

  async isOver(cluster, params) {
    const node = nodeOf(cluster, params.node);
    const left = (await flappers(node)).map((id) => `the flapper ${id}`);
    if (await splitCounters(node, TABLE)) left.push('the table');
    const answer = await kubeletHeard(node, peerOf(cluster, node));
    return {
      holds: left.length === 0 && answer === 'connected',
      says: `left behind: ${left.join(', ') || 'nothing'}; ${node.name} is ${answer}`,
    };
  },
});

// The flapper leads a group of its own. What it had begun goes with it and is waited for, or it
// might load the table once more after it was taken away.
function placeOf(node: ClusterNode): TimerPlace {
  const name = `${NAME}@${node.name}`;
  const undo = `${OURS}
exec 7<> <(:)
for id in $(ours "steadfast-flap:${name}"); do
  kill -KILL -- "-$id" 2>/dev/null
  for look in {1..50}; do kill -0 -- "-$id" 2>/dev/null || break; read -rt 0.1 -u 7; done
done
${removeTable(TABLE)}`;
  return { node, name, undo };
}

async function flappers(node: ClusterNode): Promise<readonly string[]> {
  const script = `${OURS}\nours "steadfast-flap:$1"`;
  const args = [placeOf(node).name];
  return onNode(node, { what: 'looking for a flapper', script, args });
}

/** One that is silent all the time is split, and one that always answers is whole. */
async function sawBoth(node: ClusterNode, peer: ClusterNode): Promise<Proof> {
  const until = performance.now() + (SPLIT_SECONDS + WHOLE_SECONDS) * 2000;
  const seen = new Set<string>();
  let dropped = 0;
  while (performance.now() < until && !(seen.size > 1 && dropped > 0)) {
    seen.add(await kubeletHeard(node, peer));
    dropped = Math.max(dropped, (await splitCounters(node, TABLE))?.opening_in ?? 0);
    await passTime(LIMITS.watchAgainMs);
  }
  const words = [...seen].join(' and ');
  return {
    holds: seen.has('silent') && seen.has('connected') && dropped > 0,
    says: `${node.name} was ${words} to ${peer.name}; it dropped up to ${dropped} openings a turn`,
  };
}
