import type { Loan } from '../model/fault.ts';
import { folderOf } from './dead-man-timer.ts';
import { ELECTED, LEASE_BACK } from './leader-lease.ts';
import { nodeLoan, UNLESS_LATE } from './node-loan.ts';
import {
  END_PROGRAM,
  etcd,
  NAMED,
  type NodeProgram,
  nodeOf,
  programState,
  stateText,
} from './node-program.ts';
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
  const { before, after } = around(program);
  const start = [
    `rm -f /run/steadfast/down/${program}`,
    `{ [ ! -e ${manifest} ] || { ${[back, ...after].join(' && ')}; }; }`,
    `{ [ ! -e /run/steadfast/unit-${program} ] ||` +
      ` { systemctl start ${program} && rm -f /run/steadfast/unit-${program}; }; }`,
  ].join(' && ');
  return [...before, start].join('\n');
}

/** What else there is to do before a program is started again, and after its manifest is back. */
function around(program: string): Record<'before' | 'after', readonly string[]> {
  if (program === etcd.program) {
    return { before: [FREE_KUBELET], after: [`free_kubelet ${program}`] };
  }
  const before = ELECTED.has(program) ? [NAMED, LEASE_BACK, leave(program)] : [];
  return { before, after: [] };
}

/** Whoever still runs leads, and keeps its lease. */
function leave(program: string): string {
  return `[ -n "$(named ${program})" ] || give_lease_back ${program} 0`;
}

// The pod of a manifest that is gone is ended by the kubelet, which gives it half a minute.
const STOP = `set -u
${END_PROGRAM}
program=$1 folder=$2 undo=$3
[ -e "$folder/lease" ] || { echo "the lease is gone" >&2; exit 1; }
if [ -e "/etc/steadfast/services/$program" ]; then
  touch "/run/steadfast/down/$program"
  end_program "$program" term
elif [ -e "/etc/kubernetes/manifests/$program.yaml" ]; then
  mv "/etc/kubernetes/manifests/$program.yaml" "/etc/kubernetes/steadfast-$program.yaml" || exit 1
  end_program "$program" wait
elif command -v systemctl >/dev/null && systemctl cat "$program" >/dev/null 2>&1; then
  mkdir -p /run/steadfast
  touch "/run/steadfast/unit-$program"
  systemctl stop "$program" || exit 1
else
  echo "nothing here starts $program" >&2
  exit 1
fi
${UNLESS_LATE}`;
