import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { LIMITS } from '../support/limits.ts';
import { folderOf } from './dead-man-timer.ts';
import { LEASE_BACK } from './leader-lease.ts';
import { nodeLoan, UNLESS_LATE } from './node-loan.ts';
import { END_STARTING, NAMED, nodeOf } from './node-program.ts';
import { onNode, readFacts } from './node-shell.ts';
import type { ProgramParams } from './stop-program.ts';

const PROGRAM = 'kube-controller-manager';
const CONTROLLER = 'garbage-collector-controller';
/** Values of this flag add up, so what the cluster was told of other controllers still holds. */
const FLAG = `--controllers=-${CONTROLLER}`;

const SERVICE = `/etc/steadfast/services/${PROGRAM}`;
const MANIFEST = `/etc/kubernetes/manifests/${PROGRAM}.yaml`;
/** Where what starts the program lies as it was, while a changed copy has its place. */
const KEPT = '/etc/kubernetes/steadfast-garbage-collector';

// Who starts the program again is its node's first process, which waits for an end, or the kubelet.
// A kubelet that finds another manifest in the place of the old one ends that pod, sees that it is
// not yet gone, and looks again 10 to 15 s later. One that finds none, and then another, does not:
// so the place is empty until the old pod's control group is gone.
const RESTART = `${NAMED}
${END_STARTING}
${LEASE_BACK}
of_before() {
  for id in $(named ${PROGRAM}); do
    tr '\\0' '\\n' <"/proc/$id/cmdline" | grep -qxe '${FLAG}'
    [ $? = "$1" ] && echo "$id"
  done 2>/dev/null
  return 0
}
end_service() {
  end_starting ${PROGRAM}
  for id in $(of_before "$1"); do kill -s TERM "$id" 2>/dev/null; done
  return 0
}
leave() {
  local look
  exec 7<> <(:)
  for look in {1..80}; do
    [ -n "$(of_before "$1")" ] || break
    read -rt 0.1 -u 7
  done
  [ -z "$(of_before "$1")" ] || return 0
  give_lease_back ${PROGRAM} 0
}
swap_manifest() {
  local pods look
  pods=$(of_before "$1" | sed 's,.*,/proc/&/cgroup,' | xargs -r grep -ohE 'pod[0-9a-f]{32}')
  rm -f ${MANIFEST}
  [ -z "$pods" ] || leave "$1"
  exec 7<> <(:)
  for look in {1..80}; do
    [ -n "$pods" ] && find /sys/fs/cgroup -type d -name '*pod*' | grep -qF "$pods" || break
    read -rt 0.1 -u 7
  done 2>/dev/null
  mv "$2" ${MANIFEST}
}`;

const UNDO = `${RESTART}
if [ -e ${SERVICE} ]; then
  ended=$(of_before 0)
  [ ! -e ${KEPT} ] || mv ${KEPT} ${SERVICE} || exit 1
  end_service 0
  [ -z "$ended" ] || leave 0
elif [ -e ${KEPT} ]; then
  swap_manifest 0 ${KEPT} || exit 1
fi
rm -f ${KEPT}.new ${KEPT}.old`;

/** For sed: how the flag gets into a service of a node, and into the manifest of a pod. */
export const EDITS = {
  service: `s/^exec .*/& '${FLAG}'/`,
  manifest: `s/^\\( *\\)- ${PROGRAM}$/&\\n\\1- ${FLAG}/`,
} as const;

// A copy is kept, whole, before the new file takes its place. It is no second name of the old one:
// a file cannot be moved onto itself, and half an inject would then have no undo.
const HARM = `set -u
${RESTART}
folder=$1 undo=$2 service=$3 manifest=$4
if [ -e ${SERVICE} ]; then
  starter=${SERVICE} line=$service
elif [ -e ${MANIFEST} ]; then
  starter=${MANIFEST} line=$manifest
else
  echo "nothing here starts ${PROGRAM}" >&2
  exit 1
fi
[ ! -e ${KEPT} ] || { echo "the collector is off already" >&2; exit 1; }
cp -p "$starter" ${KEPT}.new && sed -i "$line" ${KEPT}.new || exit 1
grep -qe '${FLAG}' ${KEPT}.new || { echo "$starter takes no flag" >&2; exit 1; }
cp -p "$starter" ${KEPT}.old && mv ${KEPT}.old ${KEPT} || exit 1
if [ "$starter" = ${MANIFEST} ]; then
  swap_manifest 1 ${KEPT}.new || exit 1
else
  mv ${KEPT}.new "$starter" || exit 1
  end_service 1
  leave 1
fi
${UNLESS_LATE}`;

// The program itself lists the controllers that it runs, once it leads.
const LOOK = `${NAMED}
[ -e ${KEPT} ] && echo "kept ${KEPT}"
for id in $(named ${PROGRAM}); do
  tr '\\0' '\\n' <"/proc/$id/cmdline" | grep -qxe '${FLAG}' && echo "told $id" || echo "free $id"
done 2>/dev/null
pair=/etc/kubernetes/pki/apiserver-kubelet-client
kubectl --kubeconfig /dev/null --server https://127.0.0.1:10257 --insecure-skip-tls-verify \\
  --client-certificate $pair.crt --client-key $pair.key --request-timeout 5s \\
  get --raw '/healthz?verbose' 2>&1 | awk '$1 ~ /^\\[/ { print "runs", substr($1, 4) }'
exit 0`;

/** Nobody deletes what lost its owner: the controller manager leads without its collector. */
export const stopGarbageCollector: Loan<ProgramParams> = nodeLoan<ProgramParams>({
  name: 'stop-garbage-collector',
  needs: [],

  placesOf: (cluster, { node }) => [
    { node: nodeOf(cluster, node), name: `stop-garbage-collector@${node}`, undo: UNDO },
  ],

  async harm(_cluster, _params, { place }) {
    const args = [folderOf(place.name), place.undo, EDITS.service, EDITS.manifest];
    await onNode(place.node, { what: 'turning the collector off', script: HARM, args });
  },

  async isInForce(cluster, params) {
    const { kept, told, free, collects, others } = await look(cluster, params);
    return {
      holds: kept && told > 0 && free === 0 && others > 0 && !collects,
      says: textOf({ kept, told, free, collects, others }),
    };
  },

  async isOver(cluster, params) {
    const { kept, told, free, collects, others } = await look(cluster, params);
    return {
      holds: !kept && told === 0 && free > 0 && others > 0 && collects,
      says: textOf({ kept, told, free, collects, others }),
    };
  },
});

interface Seen {
  readonly kept: boolean;
  /** Processes that were started without a collector, and others. */
  readonly told: number;
  readonly free: number;
  readonly collects: boolean;
  /** Controllers beside it: none run where the program does not lead. */
  readonly others: number;
}

async function look(cluster: Cluster, { node }: ProgramParams): Promise<Seen> {
  const lines = await onNode(nodeOf(cluster, node), {
    ...{ what: 'asking for controllers', script: LOOK, limitMs: LIMITS.probeExecMs },
  });
  return seenIn(lines);
}

export function seenIn(lines: readonly string[]): Seen {
  const facts = readFacts(lines);
  const runs = (facts.get('runs') ?? []).filter((name) => name.endsWith('-controller'));
  return {
    kept: facts.has('kept'),
    told: facts.get('told')?.length ?? 0,
    free: facts.get('free')?.length ?? 0,
    collects: runs.includes(CONTROLLER),
    others: runs.filter((name) => name !== CONTROLLER).length,
  };
}

function textOf({ kept, told, free, collects, others }: Seen): string {
  const starter = kept ? 'changed' : 'as it was';
  return (
    `what starts it is ${starter}; ${told} processes without a collector, ${free} with one; ` +
    `${others} other controllers run, the collector ${collects ? 'runs' : 'does not run'}`
  );
}
