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
import { onNode, readFacts } from './node-shell.ts';

/** Where a member keeps its claim. A container's own mounts are changed, and nobody else's. */
const AT = '/data';

// util-linux goes into the other mount namespace by itself: no program of the image is needed.
const REMOUNT = `remount() {
  local id
  for id in $(first_processes "$2"); do
    awk -v at=${AT} '$2 == at { found = 1 } END { exit !found }' "/proc/$id/mounts" || continue
    mount -N "$id" -o "remount,bind,$1" none ${AT} || return 1
    echo "$id"
  done
}`;

const HARM = `${FIRST_PROCESSES}
${REMOUNT}
done=$(remount ro "$1") || exit 1
[ -n "$done" ] || { echo "no process of it has ${AT}" >&2; exit 1; }
[ -e "$2/lease" ] && exit 0
remount rw "$1" >/dev/null
echo "the lease ran out before the harm was done" >&2
exit 1`;

// What the kernel says of the mount, and what a write has to say: the file is never made.
const LOOK = `${FIRST_PROCESSES}
for id in $(first_processes "$1"); do
  options=$(awk -v at=${AT} '$2 == at { print $4 }' "/proc/$id/mounts" 2>/dev/null)
  [ -n "$options" ] || continue
  case ,$options, in *,ro,*) echo "mount read-only" ;; *) echo "mount writable" ;; esac
  probe="/proc/$id/root${AT}/.steadfast-probe"
  words=$(LC_ALL=C touch "$probe" 2>&1) && { rm -f "$probe"; echo "write accepted"; continue; }
  case $words in
    *'Read-only file system'*) echo "write refused" ;;
    *) echo "write $words" ;;
  esac
done
exit 0`;

/** A volume that lets itself be read and no longer written, as disks do that have seen an error. */
export const volumeReadOnly: Loan<MemberParams> = {
  kind: 'loan',
  name: 'volume-read-only',
  needs: ['node-exec', 'volume-read'],
  reach: 'own',

  async inject(cluster, params, lease) {
    const place = placeOf(cluster, params);
    await armTimer(place, lease);
    const { node, name } = place;
    const args = [params.uid, folderOf(name)];
    await onNode(node, { what: 'making a volume read-only', script: HARM, args });
  },

  renew: (cluster, params, lease) => renewTimer(placeOf(cluster, params), lease),

  async isInForce(cluster, params) {
    const { mounts, writes } = await look(cluster, params);
    const refused = writes.length > 0 && writes.every((write) => write === 'refused');
    return {
      holds: refused && mounts.every((mount) => mount === 'read-only'),
      says: textOf(params.pod, mounts, writes),
    };
  },

  undo: (cluster, params) => disarmTimer(placeOf(cluster, params)),

  async isUndone(cluster, params) {
    const { traces } = await timerState(placeOf(cluster, params));
    const { mounts, writes } = await look(cluster, params);
    const whole = [...mounts, ...writes].every((one) => one === 'writable' || one === 'accepted');
    return {
      holds: whole && traces.length === 0,
      says: [textOf(params.pod, mounts, writes), ...traces].join('; '),
    };
  },

  async hasFired(cluster, params) {
    return (await timerState(placeOf(cluster, params))).fired;
  },
};

function placeOf(cluster: Cluster, params: MemberParams): TimerPlace {
  const { uid } = params;
  if (!/^[0-9a-f-]{36}$/.test(uid)) throw new HarnessError({ what: `"${uid}" is no uid of a pod` });
  // A container that ends during the undo takes its mounts with it: then nothing is left to do.
  const undo = `${FIRST_PROCESSES}\n${REMOUNT}\nremount rw ${uid} >/dev/null`;
  return { node: memberNode(cluster, params), name: `volume-read-only@${uid}`, undo };
}

async function look(cluster: Cluster, params: MemberParams) {
  const node = memberNode(cluster, params);
  const args = [params.uid];
  const facts = readFacts(await onNode(node, { what: 'trying a volume', script: LOOK, args }));
  return { mounts: facts.get('mount') ?? [], writes: facts.get('write') ?? [] };
}

function textOf(pod: string, mounts: readonly string[], writes: readonly string[]): string {
  if (mounts.length === 0) return `${pod} has no running container with ${AT}`;
  return `the volume of ${pod} is ${mounts.join(', ')}, a write was ${writes.join(', ')}`;
}
