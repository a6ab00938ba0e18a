import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import {
  armTimer,
  disarmTimer,
  folderOf,
  renewTimer,
  type TimerPlace,
  timerState,
} from './dead-man-timer.ts';
import { NAMED, type NodeProgram, nodeOf, programState, stateText } from './node-program.ts';
import { onNode } from './node-shell.ts';

export type ProgramParams = { readonly node: string };

/**
 * Stops a program and keeps it stopped. Whoever starts it on the node is told so first, in its own
 * way: a service by a file, a static pod by taking its manifest away, a unit by systemd.
 */
export function stopProgram(program: NodeProgram): Loan<ProgramParams> {
  const name = `stop-${program.name}`;
  const placeOf = (cluster: Cluster, { node }: ProgramParams): TimerPlace => ({
    node: nodeOf(cluster, node),
    name: `${name}@${node}`,
    undo: startAgain(program.program),
  });
  return {
    kind: 'loan',
    name,
    needs: ['node-exec'],
    ...(program.undoneLimit ? { undoneLimit: program.undoneLimit } : {}),

    async inject(cluster, params, lease) {
      const place = placeOf(cluster, params);
      await armTimer(place, lease);
      const args = [program.program, folderOf(place.name), place.undo];
      await onNode(place.node, { what: `stopping ${program.program}`, script: STOP, args });
    },

    renew: (cluster, params, lease) => renewTimer(placeOf(cluster, params), lease),

    async isInForce(cluster, params) {
      const state = await programState(nodeOf(cluster, params.node), program);
      const { processes, held, answer } = state;
      const holds = processes.length === 0 && held.length > 0 && answer === 'refused';
      return { holds, says: stateText(state) };
    },

    undo: (cluster, params) => disarmTimer(placeOf(cluster, params)),

    async isUndone(cluster, params) {
      const place = placeOf(cluster, params);
      const [state, left] = await Promise.all([
        programState(place.node, program),
        timerState(place),
      ]);
      const { processes, held, answer, serves } = state;
      const isFree = processes.length > 0 && held.length === 0;
      const runs = isFree && answer === 'spoken' && serves !== false;
      const traces = left.traces.join(', ') || 'nothing';
      return {
        holds: runs && left.traces.length === 0,
        says: `${stateText(state)}; left of the timer: ${traces}`,
      };
    },

    hasFired: async (cluster, params) => (await timerState(placeOf(cluster, params))).fired,
  };
}

/** The program's name is a constant of ours, so it may stand in the line that the timer keeps. */
export function startAgain(program: string): string {
  const manifest = `/etc/kubernetes/steadfast-${program}.yaml`;
  return [
    `rm -f /run/steadfast/down/${program}`,
    `{ [ ! -e ${manifest} ] || mv ${manifest} /etc/kubernetes/manifests/${program}.yaml; }`,
    `{ [ ! -e /run/steadfast/unit-${program} ] ||` +
      ` { systemctl start ${program} && rm -f /run/steadfast/unit-${program}; }; }`,
  ].join(' && ');
}

// The pod of a manifest that is gone is ended by the kubelet, which gives it half a minute. The
// lease is looked for after the harm: one that is there means a timer whose undo is still to come.
const STOP = `set -u
${NAMED}
program=$1 folder=$2 undo=$3
[ -e "$folder/lease" ] || { echo "the lease is gone" >&2; exit 1; }
end_it() {
  exec 9<> <(:)
  for look in {1..100}; do
    ids=$(named "$program"; cat "/run/steadfast/services/$program" 2>/dev/null)
    [ -z "$ids" ] && break
    # Whoever waits for requests to end would wait past the lease.
    if [ "$look" -gt 40 ]; then kill -s KILL $ids; else [ "$1" = wait ] || kill -s TERM $ids; fi
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
[ -e "$folder/lease" ] && exit 0
bash -c "$undo"
echo "the lease ran out before the harm was done" >&2
exit 1`;
