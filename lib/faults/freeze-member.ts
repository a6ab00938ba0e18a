import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { folderOf, type TimerPlace } from './dead-man-timer.ts';
import { FIRST_PROCESSES, memberNode } from './member-process.ts';
import { nodeLoan, UNLESS_LATE } from './node-loan.ts';
import { onNode } from './node-shell.ts';

const FREEZE = `${FIRST_PROCESSES}
uid=$1 folder=$2 undo=$3
ids=$(first_processes "$uid")
[ -n "$ids" ] || { echo "no process of $uid is here" >&2; exit 1; }
kill -STOP $ids || exit 1
${UNLESS_LATE}`;

const LOOK = `${FIRST_PROCESSES}
for id in $(first_processes "$1"); do
  { IFS= read -r line <"/proc/$id/stat"; } 2>/dev/null || continue
  rest=\${line##*) }
  echo "\${rest%% *} $id"
done
exit 0`;

/** A member that stands still: it keeps its name, its volume and connections, and says nothing. */
export const freezeMember: Loan<MemberParams> = nodeLoan<MemberParams>({
  name: 'freeze-member',
  needs: [],
  reach: 'own',
  placesOf: (cluster, params) => [placeOf(cluster, params)],

  async harm(_cluster, params, { place }) {
    const args = [params.uid, folderOf(place.name), place.undo];
    await onNode(place.node, { what: `freezing ${params.pod}`, script: FREEZE, args });
  },

  async isInForce(cluster, params) {
    const states = await statesOf(cluster, params);
    const frozen = states.length > 0 && states.every(isStopped);
    return { holds: frozen, says: textOf(params, states) };
  },

  async isOver(cluster, params) {
    const states = await statesOf(cluster, params);
    return { holds: !states.some(isStopped), says: textOf(params, states) };
  },
});

function isStopped(state: string): boolean {
  return state.startsWith('T') || state.startsWith('t');
}

function placeOf(cluster: Cluster, params: MemberParams): TimerPlace {
  const { uid } = params;
  if (!/^[0-9a-f-]{36}$/.test(uid)) throw new HarnessError({ what: `"${uid}" is no uid of a pod` });
  const undo = `${FIRST_PROCESSES}
for id in $(first_processes ${uid}); do kill -CONT "$id"; done
:`;
  return { node: memberNode(cluster, params), name: `freeze-member@${uid}`, undo };
}

async function statesOf(cluster: Cluster, params: MemberParams): Promise<readonly string[]> {
  const { node } = placeOf(cluster, params);
  return onNode(node, { what: 'looking at a member', script: LOOK, args: [params.uid] });
}

function textOf({ pod }: MemberParams, states: readonly string[]): string {
  return `first processes of ${pod}, by state: ${states.join(', ') || 'none'}`;
}
