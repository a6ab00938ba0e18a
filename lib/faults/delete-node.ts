import { connect, orNull } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Blow } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { waitFor } from '../support/wait.ts';
import { DETACH } from './dead-man-timer.ts';
import { VOUCHED_FOR } from './delete-pod-by-force.ts';
import { kubelet, NAMED, nodeOf, programState } from './node-program.ts';
import { onNode } from './node-shell.ts';

/**
 * The object of a node is deleted, as an operator does who takes the machine for gone. A kubelet
 * registers its node when it starts and at no other time, so one that runs is started again, long
 * before anybody gives its members up. One that is away does so on its return, and whatever the
 * cluster does to its members until then was vouched for.
 */
export const deleteNode: Blow<MemberParams> = {
  kind: 'blow',
  name: 'delete-node',
  needs: ['node-exec', 'node-registration'],
  reach: 'node',

  async strike(cluster, { namespace, node: name }) {
    const { core } = connect(cluster);
    const fieldSelector = `spec.nodeName=${name}`;
    const { items } = await core.listNamespacedPod({ namespace, fieldSelector });
    const podUids = items.flatMap(({ metadata }) => metadata?.uid ?? []);
    const before = await uidOf(cluster, name);
    if (before === null) throw new HarnessError({ what: `there is no object of ${name}` });
    const node = nodeOf(cluster, name);
    const { processes } = await programState(node, kubelet);
    // Before the harm: a runner that dies in between leaves a node that comes back all the same.
    if (processes.length > 0) {
      await onNode(node, { what: `seeing to ${name}`, script: SEE_TO_IT, args: [name, RESTART] });
    }
    await core.deleteNode({ name });
    const says = `deleted the object of ${name} (${before})`;
    if (processes.length === 0) {
      return { says: `${says}; its kubelet is away`, excuses: VOUCHED_FOR, podUids };
    }
    const after = await waitFor({
      what: `${name} to be registered again`,
      limit: 'nodeReadyMs',
      read: () => uidOf(cluster, name),
      until: (uid) => uid !== null && uid !== before,
      describe: (uid) => (uid === null ? 'there is no such object' : `there is ${uid}`),
    });
    const back = `its kubelet registered it again (${after})`;
    return { says: `${says}; ${back}`, excuses: [], podUids: [] };
  },
};

async function uidOf(cluster: Cluster, name: string): Promise<string | null> {
  const found = await orNull(connect(cluster).core.readNode({ name }));
  return found?.metadata?.uid ?? null;
}

// By the node's own right to read its own object. Nobody waits for ever for what is not deleted.
const RESTART = `${NAMED}
exec 9<> <(:)
for look in {1..120}; do
  said=$(kubectl --kubeconfig /etc/kubernetes/kubelet.conf --request-timeout=5s \\
    get node "$1" -o name 2>&1)
  case $said in *NotFound*) break ;; esac
  [ "$look" -lt 120 ] || exit 1
  read -rt 0.5 -u 9
done
ids=$(named kubelet)
[ -z "$ids" ] || kill -s TERM $ids`;

const SEE_TO_IT = `${DETACH}
detach "steadfast-register:$1" "$2" register "$1"
exit 0`;
