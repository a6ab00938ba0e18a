import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Known, Loan } from '../model/fault.ts';
import { folderOf, type TimerPlace } from './dead-man-timer.ts';
import { ELECTED } from './leader-lease.ts';
import { nodeLoan, UNLESS_LATE } from './node-loan.ts';
import { END_STARTING, type NodeProgram, nodeOf } from './node-program.ts';
import { onNode } from './node-shell.ts';
import { keptIn, lookAtStarts, type Started, startedText } from './other-start-look.ts';
import { MARK, MARK_EDIT, type StartEdit } from './start-edit.ts';
import { MANIFESTS, SWAP_MANIFESTS } from './static-pods.ts';
import type { ProgramParams } from './stop-program.ts';

/** Programs of the control plane that are started in another way than before, for a while. */
export interface OtherStart extends Pick<Known, 'name' | 'needs'> {
  /** In the order in which they are ended. Who waits for the first does so by itself. */
  readonly programs: readonly NodeProgram[];
  edit(cluster: Cluster): StartEdit;
  /** Takes to the node what it lacks to start them so: no harm, and it may stay there. */
  bring?(cluster: Cluster, node: ClusterNode): Promise<void>;
  /** Whether a program is what the cluster was made with, by its own account. */
  isOwn(cluster: Cluster, started: Started): boolean;
  /** Whether it is what it was made into. */
  isOther(cluster: Cluster, started: Started): boolean;
}

const SERVICES = '/etc/steadfast/services';
/** Not beside the services: whatever lies there is started, and sed writes files of its own. */
const ASIDE = '/etc/steadfast/other';

/**
 * What starts a program is a service of its node or the manifest of a pod, and a copy of it is kept
 * while a changed one has its place. Whoever has kept copies owes them: the undo puts back all that
 * there are, and ends whatever was started by another.
 */
export function otherStart(spec: OtherStart): Loan<ProgramParams> {
  const { name, needs, programs } = spec;
  const names = programs.map(({ program }) => program);
  return nodeLoan<ProgramParams>({
    ...{ name, needs, reach: 'cluster' },
    ...{ inForceLimit: 'controlPlaneBackMs', undoneLimit: 'controlPlaneBackMs' },

    placesOf: (cluster, { node }) => [
      { node: nodeOf(cluster, node), name: `${name}@${node}`, undo: undoOf(name, names) },
    ],

    async prepare(cluster, { node }) {
      await spec.bring?.(cluster, nodeOf(cluster, node));
    },

    async harm(cluster, _params, { place }) {
      const args = harmArgs({ name, place, edit: spec.edit(cluster), programs: names });
      await onNode(place.node, { what: `using ${name}`, script: HARM, args });
    },

    async isInForce(cluster, params) {
      const { kept, all } = await lookAtStarts(nodeOf(cluster, params.node), name, programs);
      const holds = all.every(
        (one) => one.other > 0 && one.own === 0 && one.serves && spec.isOther(cluster, one),
      );
      return { holds: kept && holds, says: startedText(kept, all) };
    },

    async isOver(cluster, params) {
      const { kept, all } = await lookAtStarts(nodeOf(cluster, params.node), name, programs);
      const holds = all.every(
        (one) => one.other === 0 && one.own > 0 && one.serves && spec.isOwn(cluster, one),
      );
      return { holds: !kept && holds, says: startedText(kept, all) };
    },
  });
}

// Ends the processes of $1 that carry the loan's mark, or those that do not. Whoever waits for
// requests to end would wait past the lease.
const END = `${SWAP_MANIFESTS}
${END_STARTING}
chosen() {
  local id
  for id in $(named "$1"); do
    grep -qzx "${MARK}=$loan" "/proc/$id/environ" && echo "other $id" || echo "own $id"
  done 2>/dev/null
}
end_of() {
  local look ids
  end_starting "$1"
  exec 8<> <(:)
  for look in {1..60}; do
    ids=$(chosen "$1" | sed -n "s/^$2 //p")
    [ -z "$ids" ] && return 0
    if [ "$look" -gt 40 ]; then kill -s KILL $ids; else kill -s TERM $ids; fi 2>/dev/null
    read -rt 0.1 -u 8
  done
  return 1
}
leave() {
  case $1 in ${[...ELECTED].join('|')}) give_lease_back "$1" 8 ;; esac
}`;

// The folder is there under its name only when it is whole.
export const HARM = `set -u
folder=$1 undo=$2 loan=$3 service=$4 manifest=$5
shift 5
${END}
kept=/etc/kubernetes/steadfast-$loan
[ -e "$folder/lease" ] || { echo "the lease is gone" >&2; exit 1; }
[ ! -e "$kept" ] || { echo "$loan is in force already" >&2; exit 1; }
starter_of() {
  [ -e "${SERVICES}/$1" ] && echo "${SERVICES}/$1" || echo "${MANIFESTS}/$1.yaml"
}
other_of() {
  cp -p "$kept/$1" "$2" && sed -i "$3" "$2" || return 1
  cmp -s "$2" "$kept/$1" && { echo "nothing of $1 was changed" >&2; return 1; }
  sed -i "$4" "$2"
}
rm -rf "$kept.new" && mkdir -p "$kept.new" || exit 1
for program; do cp -p "$(starter_of "$program")" "$kept.new/$program" || exit 1; done
mv "$kept.new" "$kept" || exit 1
if [ -e "${SERVICES}/$1" ]; then
  for program; do
    aside=${ASIDE}-$program
    other_of "$program" "$aside" "$service" "${MARK_EDIT.service}" || exit 1
    mv "$aside" "${SERVICES}/$program" || exit 1
    end_of "$program" own || { echo "$program does not end" >&2; exit 1; }
    leave "$program"
  done
else
  others=$kept.other
  rm -rf "$others" && mkdir "$others" || exit 1
  for program; do
    other_of "$program" "$others/$program" "$manifest" "${MARK_EDIT.manifest}" || exit 1
  done
  alone || exit 1
  [ -e "$kept" ] || { echo "it was undone before it was done" >&2; exit 1; }
  swap_manifests "$others" "$@" || exit 1
  rmdir "$others"
  exec 6>&-
fi
${UNLESS_LATE}`;

export interface OtherStartHarm {
  readonly name: string;
  readonly place: TimerPlace;
  readonly edit: StartEdit;
  readonly programs: readonly string[];
}

/** What the harm wants to know. */
export function harmArgs({ name, place, edit, programs }: OtherStartHarm): string[] {
  return [folderOf(place.name), place.undo, name, edit.service, edit.manifest ?? '', ...programs];
}

/**
 * Names of programs are constants of ours, so they may stand in what the timer keeps. A pod whose
 * manifest is as it was has not been harmed yet, and is left alone.
 */
export function undoOf(name: string, programs: readonly string[]): string {
  const all = programs.join(' ');
  return `loan=${name} kept=${keptIn(name)}
${END}
if [ -e "${SERVICES}/${programs[0]}" ]; then
  for program in ${all}; do
    [ ! -e "$kept/$program" ] || mv "$kept/$program" "${SERVICES}/$program" || exit 1
  done
  rm -rf "$kept" "$kept.new"
  for program in ${all}; do
    rm -f ${ASIDE}-$program
    ended=$(chosen "$program" | grep '^other')
    end_of "$program" other || exit 1
    [ -z "$ended" ] || leave "$program"
  done
else
  alone || exit 1
  set --
  for program in ${all}; do
    [ -e "$kept/$program" ] || continue
    cmp -s "$kept/$program" "${MANIFESTS}/$program.yaml" || set -- "$@" "$program"
  done
  [ $# -eq 0 ] || swap_manifests "$kept" "$@" || exit 1
  kubelet_on || exit 1
  rm -rf "$kept" "$kept.new" "$kept.other"
fi`;
}
