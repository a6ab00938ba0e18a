import type { Loan } from '../model/fault.ts';
import { folderOf } from './dead-man-timer.ts';
import { nodeLoan, UNLESS_LATE } from './node-loan.ts';
import { NAMED, type NodeProgram, nodeOf, programState, stateText } from './node-program.ts';
import { onNode } from './node-shell.ts';
import type { ProgramParams } from './stop-program.ts';

/**
 * Stops the clock of a program: it keeps its connections and its memory, and wakes up later in a
 * world that went on. Where a kubelet asks for its health it may be replaced: the proof then fails.
 */
export function freezeProgram(program: NodeProgram): Loan<ProgramParams> {
  const name = `freeze-${program.name}`;
  return nodeLoan<ProgramParams>({
    name,
    needs: [],

    placesOf: (cluster, { node }) => [
      { node: nodeOf(cluster, node), name: `${name}@${node}`, undo: thaw(program.program) },
    ],

    async harm(_cluster, _params, { place }) {
      const args = [program.program, folderOf(place.name), place.undo];
      await onNode(place.node, { what: `freezing ${program.program}`, script: FREEZE, args });
    },

    async isInForce(cluster, params) {
      const state = await programState(nodeOf(cluster, params.node), program);
      const { processes, answer } = state;
      const frozen = processes.length > 0 && processes.every((process) => process.state === 'T');
      return { holds: frozen && answer === 'silent', says: stateText(state) };
    },

    async isOver(cluster, params) {
      const state = await programState(nodeOf(cluster, params.node), program);
      const { processes, answer, serves } = state;
      const isAwake = processes.every((process) => process.state !== 'T');
      const awake = processes.length > 0 && isAwake && serves !== false;
      return { holds: awake && answer === 'spoken', says: stateText(state) };
    },
  });
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
${UNLESS_LATE}`;
