import { NAMED } from './node-program.ts';

/**
 * A kubelet whose static pod is gone deletes the copy of it that the API server has, and does
 * nothing else until it is answered. Where that pod was the API server's own store, the answer is a
 * refusal after 34 s, and for so long no kubelet is there to start the store again. So the
 * connections on which it waits are cut until the program runs.
 *
 * `free_kubelet PROGRAM` waits up to 10 s for it.
 */
export const FREE_KUBELET = `${NAMED}
free_kubelet() {
  local port look from to who
  port=$(sed -n 's/^ *server: .*:\\([0-9]*\\)$/\\1/p' /etc/kubernetes/kubelet.conf)
  exec 7<> <(:)
  for look in {1..40}; do
    [ -n "$(named "$1")" ] && return 0
    while read -r _ _ from to who; do
      case $who in *'"kubelet"'*) ss -K src "$from" dst "$to" ;; esac
    done < <(ss -Htnp state established "( dport = :$port )")
    read -rt 0.25 -u 7
  done >/dev/null 2>&1
  return 0
}`;
