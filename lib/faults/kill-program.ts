import type { Blow, Params } from '../model/fault.ts';
import { waitFor } from '../support/wait.ts';
import {
  controllerManager,
  controlPlaneOf,
  NAMED,
  type NodeProgram,
  programState,
  scheduler,
  stateText,
} from './node-program.ts';
import { onNode } from './node-shell.ts';

const KILL = `${NAMED}
ids=$(named "$1")
[ -n "$ids" ] || { echo "$1 does not run here" >&2; exit 1; }
kill -s KILL $ids && echo $ids`;

/** Ends a program of the control plane outright; whoever keeps it there has to start it again. */
function killProgram(name: string, program: NodeProgram): Blow<Params> {
  return {
    kind: 'blow',
    name,
    needs: ['node-exec'],
    reach: 'cluster',

    async strike(cluster) {
      const node = controlPlaneOf(cluster);
      const what = `killing ${program.program}`;
      const [killed = ''] = await onNode(node, { what, script: KILL, args: [program.program] });
      const ids = new Set(killed.split(' '));
      // A leader that died holds its lease until that runs out, so it is back before it leads.
      const state = await waitFor({
        what: `${program.program} to be back`,
        limit: 'undoneMs',
        read: () => programState(node, program),
        until: ({ processes, answer }) =>
          answer === 'spoken' && processes.length > 0 && !processes.some(({ id }) => ids.has(id)),
        describe: stateText,
      });
      const says = `killed ${program.program} (${killed}); ${stateText(state)}`;
      return { says, excuses: [], podUids: [] };
    },
  };
}

/** The one that decides is gone in the middle of what it did. */
export const killLeader = killProgram('kill-leader', controllerManager);
export const killScheduler = killProgram('kill-scheduler', scheduler);
