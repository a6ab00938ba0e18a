import type { ClusterNode } from '../model/cluster.ts';
import { LIMITS } from '../support/limits.ts';
import { waitFor } from '../support/wait.ts';
import { DETACH, OURS } from './dead-man-timer.ts';
import { onNode, readFacts } from './node-shell.ts';
import { removeTable } from './split-table.ts';
import { removeLine, SERVER_USER, type ToxicLine } from './toxic-server.ts';

const API = 6443;
const LAGGING = 6444;
const PROCESS = 'steadfast-lagging-api';
const TABLE = 'ip steadfast_lag';

/** What etcd says to the second server comes over this line. */
export const ETCD_LINE: ToxicLine = {
  ...{ name: 'lagging_etcd', api: 18_476 },
  at: { address: '127.0.0.1', port: 18_477 },
};

/** Ends the second server, and its line to etcd. */
export const REMOVE_SERVER = `${OURS}
for id in $(ours ${PROCESS}); do kill -KILL "$id" 2>/dev/null; done
${removeLine(ETCD_LINE.name)}`;

/** The node's connections go to the first server again; those to the second end with it. */
export const TURN_BACK = removeTable(TABLE);

// It is no endpoint of the cluster's own: only whoever is sent there comes.
const EDIT = [
  `s#'--etcd-servers=[^']*'#'--etcd-servers=https://127.0.0.1:${ETCD_LINE.at.port}'#`,
  `s#'--secure-port=${API}'#'--secure-port=${LAGGING}'#`,
  `s#^exec 'kube-apiserver'\\(.*\\)#exec -a ${PROCESS} kube-apiserver\\1` +
    " '--endpoint-reconciler-type=none'#",
].join(';');

const START = `${DETACH}
detach steadfast-lagging-keeper "$(sed "$1" /etc/steadfast/services/kube-apiserver)"
exit 0`;

const READY = `${OURS}
[ -n "$(ours ${PROCESS})" ] || { echo gone; exit 0; }
kubectl --kubeconfig /etc/kubernetes/admin.conf --server "https://127.0.0.1:$1" \\
  --request-timeout=5s get --raw /readyz >/dev/null 2>&1 && echo ready || echo starting`;

/**
 * A second API server beside the first, with the flags of that one, and ready. On a loaded host
 * that takes longer than a lease lasts, so whoever waits says with every look that he is alive.
 */
export async function startSecondServer(
  node: ClusterNode,
  renew: () => Promise<void>,
): Promise<void> {
  const what = 'starting a second API server';
  await onNode(node, { what, script: START, args: [EDIT] });
  const look = async () => {
    await renew();
    const limitMs = LIMITS.probeExecMs;
    const [word = ''] = await onNode(node, { what, script: READY, args: [`${LAGGING}`], limitMs });
    return word;
  };
  const end = await waitFor({
    what: `the second API server on ${node.name}`,
    limit: 'apiUpMs',
    everyMs: 2000,
    // A look that fails ends the wait: without a lease there is no server to wait for.
    read: () => look().catch((error: unknown) => ({ error })),
    until: (seen) => seen === 'ready' || typeof seen !== 'string',
    describe: (seen) => (typeof seen === 'string' ? seen : 'it cannot be looked at'),
  });
  if (typeof end !== 'string') throw end.error;
}

/** Sends the connections of a node's own processes to the second server, and ends the old ones. */
export async function turnTo(node: ClusterNode, address: string): Promise<void> {
  const others = `meta skgid != ${SERVER_USER} ip daddr ${address} tcp dport ${API}`;
  const rules = `table ${TABLE} {
    chain out { type nat hook output priority -101;
      ${others} dnat to ${address}:${LAGGING}
    }
    chain old { type filter hook output priority 0;
      ${others} ct original ip daddr ${address} reject with tcp reset
    }
  }`;
  const script = 'nft -f - <<<"$1"';
  await onNode(node, { what: 'turning a node to another server', script, args: [rules] });
}

const TRACES = `${OURS}
for id in $(ours ${PROCESS}); do echo "process $id"; done
nft list tables | grep -qx 'table ${TABLE}' && echo "a table"
exit 0`;

export async function lagTraces(node: ClusterNode): Promise<readonly string[]> {
  return onNode(node, { what: 'looking for a second API server', script: TRACES });
}

// What is stored has to be asked of etcd, so an answer is late by as much as the server's memory is
// behind: events come over the same link. Both are asked at once, so load is the same for both.
const ASK = `lease=/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/$1
stored() {
  local word=$1 began
  shift
  began=$(date +%s%3N)
  "$@" kubectl --kubeconfig /etc/kubernetes/kubelet.conf --request-timeout=12s \\
    get --raw "$lease" 2>/dev/null | grep -q '"renewTime"' &&
    echo "$word $(($(date +%s%3N) - began))"
}
stored beside setpriv --regid $2 --clear-groups &
stored through &
wait
exit 0`;

/** How long each server takes to say what is stored; null for one that does not say. */
export interface Lateness {
  readonly beside: number | null;
  readonly through: number | null;
}

export async function lateness(node: ClusterNode): Promise<Lateness> {
  const args = [node.name, `${SERVER_USER}`];
  const limitMs = LIMITS.execMs;
  const lines = await onNode(node, { what: 'asking two servers', script: ASK, args, limitMs });
  const facts = readFacts(lines);
  const told = (word: string) => {
    const [ms] = facts.get(word) ?? [];
    return ms === undefined ? null : Number(ms);
  };
  return { beside: told('beside'), through: told('through') };
}
