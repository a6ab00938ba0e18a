import { ELECTED, LEASE_BACK } from './leader-lease.ts';
import { NAMED } from './node-program.ts';

/** Where a kubelet finds the pods that it runs without being told by anybody. */
export const MANIFESTS = '/etc/kubernetes/manifests';

/**
 * Programs that are pods of a kubelet are started anew from other manifests:
 *
 * `swap_manifests FOLDER PROGRAM...` moves `FOLDER/PROGRAM` of each into its place.
 *
 * A kubelet that finds another manifest in the place of the old one ends that pod, sees that it is
 * not yet gone, and looks again 10 to 15 s later. One that finds none, and then another, does not:
 * so the place is empty until the old pod's control group is gone. What was last goes first: a
 * leader's lease is given back while the API server is still there to take it.
 *
 * `alone` waits until nobody else is at it. Two that swap at once, one that does harm and the other
 * that undoes it, would leave no manifest at all; whoever comes second has to look anew what is
 * there. Others are let in by `exec 6>&-`.
 */
export const SWAP_MANIFESTS = `${NAMED}
${LEASE_BACK}
alone() {
  mkdir -p /run/steadfast && exec 6>/run/steadfast/manifests && flock -w 20 6 && return 0
  echo "somebody else is changing manifests" >&2
  return 1
}
end_pod() {
  local look ids
  exec 7<> <(:)
  for look in {1..80}; do
    ids=$(named "$1")
    [ -n "$ids" ] || return 0
    # Whoever waits for requests to end would wait past the lease.
    [ "$look" -le 40 ] || kill -s KILL $ids
    read -rt 0.1 -u 7
  done 2>/dev/null
  return 1
}
# Whether a pod of these programs still has a control group. By its folder of logs a pod is known
# before any process of it runs.
has_group() {
  local program uids
  uids=$(for program; do
    find /var/log/pods -maxdepth 1 -name "kube-system_$program-*_*"
  done | sed 's/.*_//')
  [ -n "$uids" ] && find /sys/fs/cgroup -type d -name '*pod*' 2>/dev/null | grep -qF "$uids"
}
swap_manifests() {
  local from=$1 look program
  shift
  for program in $(printf '%s\\n' "$@" | tac); do
    rm -f "${MANIFESTS}/$program.yaml"
    end_pod "$program" || { echo "$program does not end" >&2; return 1; }
    case $program in ${[...ELECTED].join('|')}) give_lease_back "$program" 0 ;; esac
  done
  exec 7<> <(:)
  for look in {1..80}; do
    has_group "$@" || break
    read -rt 0.1 -u 7
  done
  for program; do mv "$from/$program" "${MANIFESTS}/$program.yaml" || return 1; done
}`;
