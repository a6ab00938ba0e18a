import { LEADERS } from '../model/leaders.ts';

/**
 * Who is started next waits until the lease of a leader that is dead has run out. Where nobody of
 * that name is left on the node and the lease is this node's, it is given back, as a leader does
 * that leaves by itself. Without an answer of the API it runs out as it would have.
 *
 * `give_lease_back NAME SECONDS` asks for that long; NAME is both the lease and its holder.
 */
export const LEASE_BACK = `lease() {
  local verb=$1 name=$2
  shift 2
  kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=3s \\
    -n kube-system "$verb" lease "$name" "$@"
} 2>/dev/null
give_lease_back() {
  local holder until=$((SECONDS + $2))
  exec 7<> <(:)
  until holder=$(lease get "$1" -o 'jsonpath={.spec.holderIdentity}'); do
    [ "$SECONDS" -lt "$until" ] || return 0
    read -rt 0.3 -u 7
  done
  case $holder in "$HOSTNAME"_*) lease delete "$1" >/dev/null ;; esac
  return 0
}`;

/** Programs that elect a leader among them, by a lease of their own name. */
export const ELECTED: ReadonlySet<string> = new Set(Object.keys(LEADERS));
