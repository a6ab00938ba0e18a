import type { V1Pod } from '@kubernetes/client-node';
import { connect, orNull } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Loan, Proof } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { passTime } from '../support/wait.ts';
import { DETACH, folderOf, OURS, type TimerPlace } from './dead-man-timer.ts';
import { FIRST_PROCESSES, memberNode } from './member-process.ts';
import { nodeLoan } from './node-loan.ts';
import { onNode } from './node-shell.ts';

/** Longer than a member's probe needs to fail, and long enough for it to be Ready again. */
const STOPPED_SECONDS = 12;
const RUNNING_SECONDS = 6;

const STOPPED = `stopped() {
  case $(awk '{ sub(/.*\\) /, ""); print $1 }' "/proc/$1/stat" 2>/dev/null) in
    [Tt]) ;; *) return 1 ;;
  esac
}`;

// Stops with its lease: whoever flaps is told so by the lease's own file, as the timer is.
const FLAP = `${FIRST_PROCESSES}
folder=$1 uid=$2 off=$3 on=$4
exec 9<> <(:)
while [ -e "$folder/lease" ]; do
  for id in $(first_processes "$uid"); do kill -STOP "$id"; done
  read -rt "$off" -u 9
  for id in $(first_processes "$uid"); do kill -CONT "$id"; done
  read -rt "$on" -u 9
done`;

const START = `${OURS}
${DETACH}
[ -e "$2/lease" ] || { echo "the lease ran out before the harm was done" >&2; exit 1; }
detach "steadfast-flap:$1" "$3" flap "$2" "$4" "$5" "$6"`;

const STATE = `${OURS}
${FIRST_PROCESSES}
${STOPPED}
for id in $(ours "steadfast-flap:$1"); do echo "flapping $id"; done
for id in $(first_processes "$2"); do stopped "$id" && echo "stopped $id"; done
exit 0`;

/** A member that comes and goes in its own probe's eyes: its process is stopped, and let go on. */
export const flapReadiness: Loan<MemberParams> = nodeLoan<MemberParams>({
  name: 'flap-readiness',
  needs: [],
  reach: 'own',
  placesOf: (cluster, params) => [placeOf(cluster, params)],

  async harm(_cluster, params, { place: { node, name } }) {
    const pace = [`${STOPPED_SECONDS}`, `${RUNNING_SECONDS}`];
    const args = [name, folderOf(name), FLAP, params.uid, ...pace];
    await onNode(node, { what: 'beginning to flap', script: START, args });
  },

  async isInForce(cluster, params) {
    const lines = await look(cluster, params);
    if (!lines.some((line) => line.startsWith('flapping'))) {
      return { holds: false, says: `nobody flaps ${params.pod}` };
    }
    return sawBoth(cluster, params);
  },

  async isOver(cluster, params) {
    const left = await look(cluster, params);
    return { holds: left.length === 0, says: `left behind: ${left.join(', ') || 'nothing'}` };
  },
});

function placeOf(cluster: Cluster, params: MemberParams): TimerPlace {
  const { uid } = params;
  if (!/^[0-9a-f-]{36}$/.test(uid)) throw new HarnessError({ what: `"${uid}" is no uid of a pod` });
  const name = `flap-readiness@${uid}`;
  // The flapper goes first, or it would stop again what has just been let go on.
  const undo = `${OURS}
${FIRST_PROCESSES}
for id in $(ours "steadfast-flap:${name}"); do kill -KILL "$id"; done
for id in $(first_processes ${uid}); do kill -CONT "$id"; done
:`;
  return { node: memberNode(cluster, params), name, undo };
}

async function look(cluster: Cluster, params: MemberParams): Promise<readonly string[]> {
  const { node, name } = placeOf(cluster, params);
  const args = [name, params.uid];
  return onNode(node, { what: 'looking for a flapper', script: STATE, args });
}

/** One turn is watched from end to end: a member that stays as it is does not flap. */
async function sawBoth(cluster: Cluster, { namespace, pod, uid }: MemberParams): Promise<Proof> {
  const until = performance.now() + (STOPPED_SECONDS + RUNNING_SECONDS + 6) * 1000;
  const seen = new Set<boolean>();
  while (performance.now() < until && seen.size < 2) {
    const found = await orNull(connect(cluster).core.readNamespacedPod({ name: pod, namespace }));
    if (found?.metadata?.uid !== uid) return { holds: false, says: `${pod} is another pod by now` };
    seen.add(isReady(found));
    await passTime(LIMITS.watchAgainMs);
  }
  const words = [...seen].map((ready) => (ready ? 'Ready' : 'not Ready')).join(' and ');
  return { holds: seen.size === 2, says: `${pod} was seen ${words} within one turn` };
}

function isReady({ status }: V1Pod): boolean {
  return (
    status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
  );
}
