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
import type { ProgramParams } from './stop-program.ts';

/**
 * Stops the clock of a program: it keeps its connections and its memory, and wakes up later in a
 * world that went on. Where a kubelet asks for its health it may be replaced: the proof then fails.
 */
export function freezeProgram(program: NodeProgram): Loan<ProgramParams> {
  const name = `freeze-${program.name}`;
  const placeOf = (cluster: Cluster, { node }: ProgramParams): TimerPlace => ({
    node: nodeOf(cluster, node),
    name: `${name}@${node}`,
    undo: thaw(program.program),
  });
  return {
    kind: 'loan',
    name,
    needs: ['node-exec'],

    async inject(cluster, params, lease) {
      const place = placeOf(cluster, params);
      await armTimer(place, lease);
      const args = [program.program, folderOf(place.name), place.undo];
      await onNode(place.node, { what: `freezing ${program.program}`, script: FREEZE, args });
    },

    renew: (cluster, params, lease) => renewTimer(placeOf(cluster, params), lease),

    async isInForce(cluster, params) {
      const state = await programState(nodeOf(cluster, params.node), program);
      const { processes, answer } = state;
      const frozen = processes.length > 0 && processes.every((process) => process.state === 'T');
      return { holds: frozen && answer === 'silent', says: stateText(state) };
    },

    undo: (cluster, params) => disarmTimer(placeOf(cluster, params)),

    async isUndone(cluster, params) {
      const place = placeOf(cluster, params);
      const [state, left] = await Promise.all([
        programState(place.node, program),
        timerState(place),
      ]);
      const { processes, answer, serves } = state;
      const isAwake = processes.every((process) => process.state !== 'T');
      const awake = processes.length > 0 && isAwake && serves !== false;
      const traces = left.traces.join(', ') || 'nothing';
      return {
        holds: awake && answer === 'spoken' && left.traces.length === 0,
        says: `${stateText(state)}; left of the timer: ${traces}`,
      };
    },

    hasFired: async (cluster, params) => (await timerState(placeOf(cluster, params))).fired,
  };
}

/** Wakes whatever has the name; a process that is awake does not notice. */
export function thaw(program: string): string {
  return `${NAMED}
for id in $(named ${program}); do kill -s CONT "$id" 2>/dev/null; done
exit 0`;
}

export const FREEZE = `set -u
${NAMED}
program=$1 folder=$2 undo=$3
[ -e "$folder/lease" ] || { echo "the lease is gone" >&2; exit 1; }
ids=$(named "$program")
[ -n "$ids" ] || { echo "$program does not run here" >&2; exit 1; }
kill -s STOP $ids || exit 1
[ -e "$folder/lease" ] && exit 0
bash -c "$undo"
echo "the lease ran out before the harm was done" >&2
exit 1`;
