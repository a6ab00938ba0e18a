import type { KubernetesObject, V1Container, V1PodSpec } from '@kubernetes/client-node';
import type { Deployment } from '../model/workload.ts';
import { benchPod, benchSet } from './bench-set.ts';

const PORT = 7001;
/** Longer than a resolver may go on saying what it was told before. */
const TRIES = 45;

/** A member answers with its own name, as the kubelet wrote it for it. */
const ANSWER = `trap "exit 0" TERM INT; httpd -f -p ${PORT} -h /etc & wait $!`;

/**
 * Before a member begins it asks those that it would be given its data by: the one before it, and
 * the first. It says who answered under the name that was asked for, and after how many tries.
 * Names are looked up by a program of their own and pages fetched by hand: what does both at once
 * needs a resolver beside it, which a shell of one file has not got.
 */
const ASK = `
own=\${HOSTNAME##*-} base=\${HOSTNAME%-*}
while read -r word first _; do [ "$word" != search ] || domain=$first; done < /etc/resolv.conf
answer() {
  found=$(nslookup -type=a "$1.$base.$domain." 2> /dev/null | sed -n '/^Name:/,$s/^Address: *//p')
  [ -n "$found" ] || return
  printf 'GET /hostname HTTP/1.0\\r\\n\\r\\n' | nc -w 2 "$found" ${PORT} 2> /dev/null | tail -n 1
}
ask() {
  tries=1
  while [ "$(answer "$1")" != "$1" ]; do
    [ $tries -lt ${TRIES} ] || { echo "missed $1 $tries"; return; }
    tries=$((tries + 1))
    sleep 1
  done
  echo "met $1 $tries"
}
[ "$own" -lt 1 ] || ask "$base-$((own - 1))"
[ "$own" -lt 2 ] || ask "$base-0"
`;

/** A set whose members are introduced to each other, with the Service that gives them names. */
export function introducedSet(
  { name, replicas }: { readonly name: string; readonly replicas: number },
  deployment: Deployment,
): readonly KubernetesObject[] {
  const pod = introducedPod(deployment);
  const set = benchSet({ name, replicas, policy: 'OrderedReady', pod }, deployment);
  const { matchLabels: selector } = set.spec?.selector ?? {};
  const service = {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name } },
    spec: { clusterIP: 'None', selector, ports: [{ name: 'answers', port: PORT }] },
  };
  return [service, set];
}

function introducedPod(deployment: Deployment): Partial<V1PodSpec> {
  const [idle] = benchPod({}, deployment).containers;
  if (!idle) return {};
  const container = (name: string, program: string): V1Container => {
    return { ...idle, name, command: ['sh', '-c', program] };
  };
  const readinessProbe = { httpGet: { path: '/hostname', port: PORT }, periodSeconds: 1 };
  return {
    initContainers: [container('asks', ASK)],
    containers: [{ ...container('answers', ANSWER), readinessProbe }],
  };
}
