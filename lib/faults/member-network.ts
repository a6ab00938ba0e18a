import type { ClusterNode } from '../model/cluster.ts';
import { OURS } from './dead-man-timer.ts';
import { FIRST_PROCESSES } from './member-process.ts';
import { onNode } from './node-shell.ts';
import { removeTable } from './split-table.ts';
import { endServer, processOf, tableOf } from './toxic-server.ts';

// Containers may be started again; the pod's holder stays for as long as its network does. A pod in
// the node's own network has none, and a table there would be everybody's.
const HOLDER = `${FIRST_PROCESSES}
first_of_pod "$1" | while read -r id name; do
  [ "$name" = pause ] || continue
  [ "/proc/$id/ns/net" -ef /proc/self/ns/net ] || echo "$id"
done`;

/** A node as it is from inside of a pod's own network, or null where the pod has none there. */
export async function insideOf(node: ClusterNode, uid: string): Promise<ClusterNode | null> {
  const what = "looking for a pod's network";
  const [holder] = await onNode(node, { what, script: HOLDER, args: [uid] });
  if (!holder) return null;
  const enter = ['nsenter', `--net=/proc/${holder}/ns/net`, '--'];
  return { ...node, exec: (command, options) => node.exec([...enter, ...command], options) };
}

// Of a dead process whose parent has not looked yet nothing is left but its number.
const ALIVE = `alive() {
  local stat line rest
  for stat in "/proc/$1/task"/*/stat; do
    { IFS= read -r line <"$stat"; } 2>/dev/null || continue
    rest=\${line##*) }
    [[ $rest = [ZX]* ]] || return 0
  done
  return 1
}`;

/**
 * Ends a line inside of a pod, from its node and whether the pod is still there or not.
 *
 * The server goes before the table, and is awaited: the ends of its connections reach the clients
 * under the names that the table gave them, and not at all when that is gone. A server that stayed
 * would also keep the network of a pod that has gone.
 */
export function removeLineInside(name: string, uid: string): string {
  return `${OURS}
${FIRST_PROCESSES}
${ALIVE}
servers=$(ours ${processOf(name)})
${endServer(name)}
exec 9<> <(:)
for id in $servers; do
  for look in {1..100}; do
    alive "$id" || break
    read -rt 0.05 -u 9
  done
done
drop() { ${removeTable(tableOf(name))}; }
export -f drop
first_of_pod ${uid} | while read -r id _; do
  nsenter --net="/proc/$id/ns/net" -- bash -c drop || [ ! -e "/proc/$id/ns/net" ] || exit 1
done`;
}
