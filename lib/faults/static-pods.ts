import { ELECTED, LEASE_BACK } from './leader-lease.ts';
import { END_PROGRAM } from './node-program.ts';

/** Where a kubelet finds the pods that it runs without being told by anybody. */
export const MANIFESTS = '/etc/kubernetes/manifests';

/**
 * Programs that are pods of a kubelet are started anew from other manifests:
 *
 * `swap_manifests FOLDER PROGRAM...` moves `FOLDER/PROGRAM` of each into its place.
 *
 * A kubelet that finds another manifest in the place of one ends that pod, sees that it is not yet
 * gone, and looks again 10 to 15 s later. One that is started finds the new manifest alone: so it
 * is stopped for as long as the old programs need to end. What was last goes first: a leader's
 * lease is given back while the API server is still there to take it.
 *
 * `kubelet_on` starts it again, whoever was cut short, unless somebody else wants it off.
 *
 * `alone` waits until nobody else is at it. Two that swap at once, one that does harm and the other
 * that undoes it, would leave no manifest at all; whoever comes second has to look anew what is
 * there. Others are let in by `exec 6>&-`.
 */
export const SWAP_MANIFESTS = `${END_PROGRAM}
${LEASE_BACK}
alone() {
  mkdir -p /run/steadfast && exec 6>/run/steadfast/manifests && flock -w 20 6 && return 0
  echo "somebody else is changing manifests" >&2
  return 1
}
kubelet_on() {
  [ -e /run/steadfast/unit-kubelet ] || systemctl start kubelet
}
swap_with_kubelet_off() {
  local from=$1 program
  shift
  systemctl stop kubelet || return 1
  for program in $(printf '%s\\n' "$@" | tac); do
    rm -f "${MANIFESTS}/$program.yaml"
    end_program "$program" term || { echo "$program does not end" >&2; return 1; }
    case $program in ${[...ELECTED].join('|')}) give_lease_back "$program" 0 ;; esac
  done
  for program; do mv "$from/$program" "${MANIFESTS}/$program.yaml" || return 1; done
}
swap_manifests() {
  local code=0
  swap_with_kubelet_off "$@" || code=1
  kubelet_on || code=1
  return "$code"
}`;
