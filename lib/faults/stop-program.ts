import type { Loan } from '../model/fault.ts';
import { folderOf } from './dead-man-timer.ts';
import { ELECTED, LEASE_BACK } from './leader-lease.ts';
import { nodeLoan, UNLESS_LATE } from './node-loan.ts';
import { etcd, NAMED, type NodeProgram, nodeOf, programState, stateText } from './node-program.ts';
import { onNode } from './node-shell.ts';
import { FREE_KUBELET } from './waiting-kubelet.ts';

export type ProgramParams = { readonly node: string };

/**
 * Stops a program and keeps it stopped. Whoever starts it on the node is told so first, in its own
 * way: a service by a file, a static pod by taking its manifest away, a unit by systemd.
 */
export function stopProgram(program: NodeProgram): Loan<ProgramParams> {
  const name = `stop-${program.name}`;
  return nodeLoan<ProgramParams>({
    name,
    needs: [],
    ...(program.undoneLimit ? { undoneLimit: program.undoneLimit } : {}),

    placesOf: (cluster, { node }) => [
      { node: nodeOf(cluster, node), name: `${name}@${node}`, undo: startAgain(program.program) },
    ],

    async harm(_cluster, _params, { place }) {
      const args = [program.program, folderOf(place.name), place.undo];
      await onNode(place.node, { what: `stopping ${program.program}`, script: STOP, args });
    },

    async isInForce(cluster, params) {
      // Whoever is not there serves nobody: asking for that takes until somebody gives up.
      const { serves: _, ...itself } = program;
      const state = await programState(nodeOf(cluster, params.node), itself);
      const { processes, held, answer } = state;
      const holds = processes.length === 0 && held.length > 0 && answer === 'refused';
      return { holds, says: stateText(state) };
    },

    async isOver(cluster, params) {
      const state = await programState(nodeOf(cluster, params.node), program);
      const { processes, held, answer, serves } = state;
      const isFree = processes.length > 0 && held.length === 0;
      return { holds: isFree && answer === 'spoken' && serves !== false, says: stateText(state) };
    },
  });
}

/** The program's name is a constant of ours, so it may stand in the line that the timer keeps. */
function startAgain(program: string): string {
  const manifest = `/etc/kubernetes/steadfast-${program}.yaml`;
  const back = `mv ${manifest} /etc/kubernetes/manifests/${program}.yaml`;
  const lead = ELECTED.has(program) ? `${NAMED}\n${LEASE_BACK}\n${leave(program)}\n` : '';
  const isStore = program === etcd.program;
  const start = [
    `rm -f /run/steadfast/down/${program}`,
    `{ [ ! -e ${manifest} ] || ${isStore ? `{ ${back} && free_kubelet ${program}; }` : back}; }`,
    `{ [ ! -e /run/steadfast/unit-${program} ] ||` +
      ` { systemctl start ${program} && rm -f /run/steadfast/unit-${program}; }; }`,
  ].join(' && ');
  return (isStore ? `${FREE_KUBELET}\n` : lead) + start;
}

/** Whoever still runs leads, and keeps its lease. */
function leave(program: string): string {
  return `[ -n "$(named ${program})" ] || give_lease_back ${program} 0`;
}

// The pod of a manifest that is gone is ended by the kubelet, which gives it half a minute.
const STOP = `set -u
${NAMED}
program=$1 folder=$2 undo=$3
[ -e "$folder/lease" ] || { echo "the lease is gone" >&2; exit 1; }
end_it() {
  local most=40
  # Its watches, which it waits for, end only with it.
  [ "$program" = kube-apiserver ] && most=10
  exec 9<> <(:)
  for look in {1..100}; do
    ids=$(named "$program"; cat "/run/steadfast/services/$program" 2>/dev/null)
    [ -z "$ids" ] && break
    # Whoever waits for requests to end would wait past the lease.
    if [ "$look" -gt "$most" ]; then kill -s KILL $ids
    elif [ "$1" != wait ]; then kill -s TERM $ids
    fi
    read -rt 0.1 -u 9
  done 2>/dev/null
}
if [ -e "/etc/steadfast/services/$program" ]; then
  touch "/run/steadfast/down/$program"
  end_it term
elif [ -e "/etc/kubernetes/manifests/$program.yaml" ]; then
  mv "/etc/kubernetes/manifests/$program.yaml" "/etc/kubernetes/steadfast-$program.yaml" || exit 1
  end_it wait
elif command -v systemctl >/dev/null && systemctl cat "$program" >/dev/null 2>&1; then
  mkdir -p /run/steadfast
  touch "/run/steadfast/unit-$program"
  systemctl stop "$program" || exit 1
else
  echo "nothing here starts $program" >&2
  exit 1
fi
${UNLESS_LATE}`;
