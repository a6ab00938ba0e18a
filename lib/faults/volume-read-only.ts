import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { folderOf, type TimerPlace } from './dead-man-timer.ts';
import { pathOf } from './disk-loan.ts';
import { FIRST_PROCESSES, memberNode } from './member-process.ts';
import { nodeLoan } from './node-loan.ts';
import { onNode, readFacts } from './node-shell.ts';

/** Where a member keeps its claim. */
const AT = '/data';

// A container keeps the mounts that it began with, and a new one gets those of its node: so both
// are changed. util-linux enters the other mount namespace itself, and needs no program there.
const REMOUNT = `remount() {
  local id
  for id in $(first_processes "$2"); do
    awk -v at=${AT} '$2 == at { found = 1 } END { exit !found }' "/proc/$id/mounts" || continue
    # One that ends meanwhile takes its mounts with it.
    mount -N "$id" -o "remount,bind,$1" none ${AT} || ! [ -e "/proc/$id" ] || return 1
  done
}
is_mount() { awk -v at="$1" '$2 == at { found = 1 } END { exit !found }' /proc/self/mounts; }`;

const UNDO = `undo() {
  local path
  path=$(cat "$2/path" 2>/dev/null)
  while [ -n "$path" ] && is_mount "$path"; do umount "$path" || umount -l "$path"; done
  remount rw "$1"
}`;

const HARM = `${FIRST_PROCESSES}
${REMOUNT}
${UNDO}
uid=$1 folder=$2 path=$3
[ -d "$path" ] || { echo "there is no $path" >&2; exit 1; }
is_mount "$path" && { echo "$path is a mount already" >&2; exit 1; }
echo "$path" >"$folder/path"
mount --bind "$path" "$path" && mount -o remount,bind,ro "$path" && remount ro "$uid" &&
  [ -e "$folder/lease" ] && exit 0
undo "$uid" "$folder"
echo "the mounts could not be changed, or the lease ran out before they were" >&2
exit 1`;

// What the kernel says of the mounts, and what a write says: its file is never made, or goes again.
const LOOK = `${FIRST_PROCESSES}
${REMOUNT}
uid=$1 path=$2
is_mount "$path" && echo "mount of-the-node"
for id in $(first_processes "$uid"); do
  options=$(awk -v at=${AT} '$2 == at { print $4 }' "/proc/$id/mounts" 2>/dev/null)
  [ -n "$options" ] || continue
  case ,$options, in *,ro,*) echo "mount read-only" ;; *) echo "mount writable" ;; esac
done
words=$(LC_ALL=C touch "$path/.steadfast-probe" 2>&1) && {
  rm -f "$path/.steadfast-probe"; echo "write accepted"; exit 0; }
case $words in *'Read-only file system'*) echo "write refused" ;; *) echo "write $words" ;; esac
exit 0`;

/** A volume that lets itself be read and no longer written, as disks do that have seen an error. */
export const volumeReadOnly: Loan<MemberParams> = nodeLoan<MemberParams>({
  name: 'volume-read-only',
  needs: ['volume-read'],
  reach: 'own',
  placesOf: (cluster, params) => [placeOf(cluster, params)],

  async harm(cluster, params, { place: { node, name } }) {
    const args = [params.uid, folderOf(name), await pathOf(cluster, params)];
    await onNode(node, { what: 'making a volume read-only', script: HARM, args });
  },

  async isInForce(cluster, params) {
    const { mounts, writes } = await look(cluster, params);
    const isWritable = mounts.includes('writable') || !mounts.includes('of-the-node');
    return {
      holds: !isWritable && writes.every((write) => write === 'refused'),
      says: textOf(params.pod, mounts, writes),
    };
  },

  async isOver(cluster, params) {
    const { mounts, writes } = await look(cluster, params);
    const whole = [...mounts, ...writes].every((one) => one === 'writable' || one === 'accepted');
    return { holds: whole, says: textOf(params.pod, mounts, writes) };
  },
});

function placeOf(cluster: Cluster, params: MemberParams): TimerPlace {
  const { uid } = params;
  if (!/^[0-9a-f-]{36}$/.test(uid)) throw new HarnessError({ what: `"${uid}" is no uid of a pod` });
  const name = `volume-read-only@${uid}`;
  const undo = `${FIRST_PROCESSES}\n${REMOUNT}\n${UNDO}\nundo ${uid} ${folderOf(name)}`;
  return { node: memberNode(cluster, params), name, undo };
}

async function look(cluster: Cluster, params: MemberParams) {
  const node = memberNode(cluster, params);
  const args = [params.uid, await pathOf(cluster, params)];
  const facts = readFacts(await onNode(node, { what: 'trying a volume', script: LOOK, args }));
  return { mounts: facts.get('mount') ?? [], writes: facts.get('write') ?? [] };
}

function textOf(pod: string, mounts: readonly string[], writes: readonly string[]): string {
  const all = mounts.join(', ') || 'none';
  return `mounts of the volume of ${pod}: ${all}; a write was ${writes.join(', ')}`;
}
