import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import {
  armTimer,
  disarmTimer,
  folderOf,
  renewTimer,
  type TimerPlace,
  timerState,
} from './dead-man-timer.ts';
import { FIRST_PROCESSES, memberNode } from './member-process.ts';
import { onNode } from './node-shell.ts';

const FREEZE = `${FIRST_PROCESSES}
uid=$1 folder=$2 undo=$3
ids=$(first_processes "$uid")
[ -n "$ids" ] || { echo "no process of $uid is here" >&2; exit 1; }
kill -STOP $ids || exit 1
[ -e "$folder/lease" ] && exit 0
bash -c "$undo"
echo "the lease ran out before the harm was done" >&2
exit 1`;

const LOOK = `${FIRST_PROCESSES}
for id in $(first_processes "$1"); do
  { IFS= read -r line <"/proc/$id/stat"; } 2>/dev/null || continue
  rest=\${line##*) }
  echo "\${rest%% *} $id"
done
exit 0`;

/** A member that stands still: it keeps its name, its volume and connections, and says nothing. */
export const freezeMember: Loan<MemberParams> = {
  kind: 'loan',
  name: 'freeze-member',
  needs: ['node-exec'],
  reach: 'own',

  async inject(cluster, params, lease) {
    const place = placeOf(cluster, params);
    await armTimer(place, lease);
    const args = [params.uid, folderOf(place.name), place.undo];
    await onNode(place.node, { what: `freezing ${params.pod}`, script: FREEZE, args });
  },

  renew: (cluster, params, lease) => renewTimer(placeOf(cluster, params), lease),

  async isInForce(cluster, params) {
    const states = await statesOf(cluster, params);
    const frozen = states.length > 0 && states.every(isStopped);
    return { holds: frozen, says: textOf(params, states) };
  },

  undo: (cluster, params) => disarmTimer(placeOf(cluster, params)),

  async isUndone(cluster, params) {
    const { traces } = await timerState(placeOf(cluster, params));
    const states = await statesOf(cluster, params);
    return {
      holds: traces.length === 0 && !states.some(isStopped),
      says: [textOf(params, states), ...traces].join('; '),
    };
  },

  hasFired: async (cluster, params) => (await timerState(placeOf(cluster, params))).fired,
};

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
