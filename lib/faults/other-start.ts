import type { Cluster } from '../model/cluster.ts';
import type { Known, Loan } from '../model/fault.ts';
import { folderOf } from './dead-man-timer.ts';
import { ELECTED, LEASE_BACK } from './leader-lease.ts';
import { nodeLoan, UNLESS_LATE } from './node-loan.ts';
import { END_STARTING, NAMED, type NodeProgram, nodeOf } from './node-program.ts';
import { onNode } from './node-shell.ts';
import { keptIn, lookAtStarts, MARK, type Started, startedText } from './other-start-look.ts';
import type { ProgramParams } from './stop-program.ts';

/** Programs of the control plane that are started in another way than before, for a while. */
export interface OtherStart extends Pick<Known, 'name' | 'needs'> {
  /** In the order in which they are ended. Who waits for the first does so by itself. */
  readonly programs: readonly NodeProgram[];
  /** For sed: what becomes of the line that starts a program. */
  edit(cluster: Cluster): string;
  /** Whether a program is what the cluster was made with, by its own account. */
  isOwn(cluster: Cluster, started: Started): boolean;
  /** Whether it is what it was made into. */
  isOther(cluster: Cluster, started: Started): boolean;
}

const SERVICES = '/etc/steadfast/services';
/** Not beside the services: whatever lies there is started, and sed writes files of its own. */
const ASIDE = '/etc/steadfast/other';

/**
 * What starts a program is a service of its node, and a copy of it is kept while a changed one has
 * its place. Whoever has kept copies owes them: the undo puts back all that there are, and ends
 * whatever was started by another.
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

    async harm(cluster, _params, { place }) {
      const args = [folderOf(place.name), place.undo, name, spec.edit(cluster), ...names];
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
const END = `${NAMED}
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
${LEASE_BACK}
leave() {
  case $1 in ${[...ELECTED].join('|')}) give_lease_back "$1" 8 ;; esac
}`;

// The folder is there under its name only when it is whole.
export const HARM = `set -u
folder=$1 undo=$2 loan=$3 edit=$4
shift 4
${END}
kept=/etc/kubernetes/steadfast-$loan
[ -e "$folder/lease" ] || { echo "the lease is gone" >&2; exit 1; }
[ ! -e "$kept" ] || { echo "$loan is in force already" >&2; exit 1; }
rm -rf "$kept.new" && mkdir -p "$kept.new" || exit 1
for program in "$@"; do cp -p "${SERVICES}/$program" "$kept.new/$program" || exit 1; done
mv "$kept.new" "$kept" || exit 1
for program in "$@"; do
  aside=${ASIDE}-$program
  cp -p "$kept/$program" "$aside" && sed -i "$edit" "$aside" || exit 1
  cmp -s "$aside" "$kept/$program" && { echo "nothing of $program was changed" >&2; exit 1; }
  sed -i "s/^exec /export ${MARK}=$loan\\n&/" "$aside" || exit 1
  mv "$aside" "${SERVICES}/$program" || exit 1
  end_of "$program" own || { echo "$program does not end" >&2; exit 1; }
  leave "$program"
done
${UNLESS_LATE}`;

/** Names of programs are constants of ours, so they may stand in what the timer keeps. */
export function undoOf(name: string, programs: readonly string[]): string {
  return `loan=${name} kept=${keptIn(name)}
${END}
for program in ${programs.join(' ')}; do
  [ ! -e "$kept/$program" ] || mv "$kept/$program" "${SERVICES}/$program" || exit 1
done
rm -rf "$kept" "$kept.new"
for program in ${programs.join(' ')}; do
  rm -f ${ASIDE}-$program
  ended=$(chosen "$program" | grep '^other')
  end_of "$program" other || exit 1
  [ -z "$ended" ] || leave "$program"
done`;
}
