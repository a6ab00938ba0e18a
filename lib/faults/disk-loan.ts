import { connect } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Loan, Proof } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { folderOf, type TimerPlace } from './dead-man-timer.ts';
import { memberNode } from './member-process.ts';
import { nodeLoan, UNLESS_LATE } from './node-loan.ts';
import { onNode, readFacts } from './node-shell.ts';

/** Harm to the disk that a member's volume is on, and on which nothing else is. */
export interface DiskLoan {
  readonly name: string;
  /** Shell that does the harm to `$path`, the volume, on the disk that is mounted at `$at`. */
  readonly harm: string;
  /** Shell that ends it and succeeds when there is none. */
  readonly undo: string;
  /** Shell that prints what it finds at `$path`, a key and its words a line. */
  readonly look: string;
  isInForce(facts: ReadonlyMap<string, readonly string[]>): boolean;
  isOver(facts: ReadonlyMap<string, readonly string[]>): boolean;
}

// The path is on the node for the undo, which may be the timer's: nobody asks the API for it then.
const PLACE = `at=$(stat -c %m "$path") && device=$(awk -v at="$at" '$2 == at { d = $1 } END \
{ print d }' /proc/self/mounts)
case $device in
  /dev/loop*) ;;
  *) echo "$path is on $device, which is no disk of its own" >&2; exit 1 ;;
esac`;

export function diskLoan(spec: DiskLoan): Loan<MemberParams> {
  const { name } = spec;
  return nodeLoan<MemberParams>({
    ...{ name, needs: ['volume-read', 'own-disks'], reach: 'own' },
    placesOf: (cluster, params) => [placeOf(spec, cluster, params)],

    async harm(cluster, params, { place: { node, name: timer, undo } }) {
      const script = `set -u
path=$1 folder=$2 undo=$3 uid=$4
${PLACE}
printf '%s\\n' "$path" "$at" >"$folder/place" || exit 1
${spec.harm}
${UNLESS_LATE}`;
      const args = [await pathOf(cluster, params), folderOf(timer), undo, params.uid];
      await onNode(node, { what: `using ${name}`, script, args });
    },

    isInForce: (cluster, params) => prove(spec, spec.isInForce, cluster, params),
    isOver: (cluster, params) => prove(spec, spec.isOver, cluster, params),
  });
}

function placeOf(spec: DiskLoan, cluster: Cluster, params: MemberParams): TimerPlace {
  const { uid } = params;
  if (!/^[0-9a-f-]{36}$/.test(uid)) throw new HarnessError({ what: `"${uid}" is no uid of a pod` });
  const name = `${spec.name}@${uid}`;
  const undo = `folder=${folderOf(name)}
[ -e "$folder/place" ] || exit 0
{ read -r path; read -r at; } <"$folder/place"
${spec.undo}`;
  return { node: memberNode(cluster, params), name, undo };
}

async function prove(
  { name, look }: DiskLoan,
  holds: DiskLoan['isInForce'],
  cluster: Cluster,
  params: MemberParams,
): Promise<Proof> {
  const lines = await onNode(memberNode(cluster, params), {
    what: `looking for ${name}`,
    script: `path=$1 uid=$2\n${look}\nexit 0`,
    args: [await pathOf(cluster, params), params.uid],
    limitMs: LIMITS.probeExecMs,
  });
  return { holds: holds(readFacts(lines)), says: `${params.pod}: ${lines.join('; ')}` };
}

/** Where the volume lies on its node, as its provisioner says. */
export async function pathOf(cluster: Cluster, { namespace, pod }: MemberParams): Promise<string> {
  const { core } = connect(cluster);
  const name = `data-${pod}`;
  const claim = await core.readNamespacedPersistentVolumeClaim({ name, namespace });
  const volume = await core.readPersistentVolume({ name: claim.spec?.volumeName ?? '' });
  const path = volume.spec?.hostPath?.path ?? volume.spec?.local?.path;
  if (path) return path;
  throw new HarnessError({ what: `the volume of ${name} is no folder of its node` });
}
