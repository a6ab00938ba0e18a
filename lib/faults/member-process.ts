import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';

/**
 * Shell: prints the node's ids of the processes that are the first of a container of the pod $1,
 * the pod's own holder aside; `first_of_pod` has the holder too, and a name behind each id.
 */
export const FIRST_PROCESSES = `first_of_pod() {
  local folder key value rest inner name
  for folder in /proc/[0-9]*; do
    grep -q "pod\${1//-/[-_]}" "$folder/cgroup" 2>/dev/null || continue
    inner= name=
    while read -r key value rest; do
      case $key in
        Name:) name=$value ;;
        NSpid:) inner=\${rest##*[[:space:]]} ;;
      esac
    done 2>/dev/null <"$folder/status"
    [ "$inner" = 1 ] && echo "\${folder#/proc/} $name"
  done
  return 0
}
first_processes() {
  local id name
  first_of_pod "$1" | while read -r id name; do [ "$name" = pause ] || echo "$id"; done
}`;

export function memberNode(cluster: Cluster, { pod, node: where }: MemberParams): ClusterNode {
  const node = cluster.nodes.find(({ name }) => name === where);
  if (node) return node;
  throw new HarnessError({ what: `${pod} is on ${where}, which is no node of ours` });
}
