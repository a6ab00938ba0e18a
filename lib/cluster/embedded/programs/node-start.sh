# Runs in the cluster's namespaces: $1 the node's group below each cgroup hierarchy, the rest a
# command. Joins the group and runs the command in namespaces of the node's own. When this process
# is killed, all of the node dies with it.
set -eu
group=$1
shift
for hierarchy in $(awk '$3 ~ /^cgroup2?$/ { print $2 }' /proc/self/mounts); do
  folder=$hierarchy/$group
  # A new cpuset is empty, and nothing may run in an empty one: each takes what its parent has.
  path=$hierarchy
  for part in ${group//\// }; do
    path=$path/$part
    mkdir -p "$path"
    for own in cpus mems; do
      [ -e "$path/cpuset.$own" ] && [ ! -e "$path/cgroup.controllers" ] || continue
      [ -n "$(cat "$path/cpuset.$own")" ] || cat "${path%/*}/cpuset.$own" > "$path/cpuset.$own"
    done
    [ ! -e "$path/cgroup.clone_children" ] || echo 1 > "$path/cgroup.clone_children"
  done
  # In the one hierarchy of newer hosts, controllers are handed down from parent to child.
  if [ -e "$hierarchy/cgroup.subtree_control" ]; then
    path=$hierarchy
    for part in ${group//\// }; do
      for controller in $(cat "$path/cgroup.controllers"); do
        echo "+$controller" > "$path/cgroup.subtree_control" 2> /dev/null || :
      done
      path=$path/$part
    done
  fi
  echo $$ > "$folder/cgroup.procs"
done
exec unshare --cgroup --mount --pid --net --uts --ipc --fork --kill-child "$@"
