import type { Blow } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { waitFor } from '../support/wait.ts';
import { onNode } from './node-shell.ts';

// The runtime's own client, so that neither API server nor kubelet has a say. Sandboxes carry the
// same label and are left alone: a member whose sandbox dies is another story.
const KILL = `set -eu
uid=$1
for id in $(ctr -n k8s.io containers ls -q "labels.\\"io.kubernetes.pod.uid\\"==$uid"); do
  kind=$(ctr -n k8s.io containers info "$id" | grep -o '"io.cri-containerd.kind": *"[a-z]*"' || :)
  case $kind in *container\\") ;; *) continue ;; esac
  ctr -n k8s.io tasks ls | grep -q "^$id .*RUNNING" || continue
  ctr -n k8s.io tasks kill -s SIGKILL "$id"
  echo "$id"
done`;

const RUNNING = `set -o pipefail
ctr -n k8s.io tasks ls | awk '/RUNNING/ { print $1 }'`;

/** Kills a member's process where it stands: no signal it could answer, no word to the API. */
export const killContainer: Blow<MemberParams> = {
  kind: 'blow',
  name: 'kill-container',
  needs: ['node-exec'],

  async strike(cluster, { pod, uid, node: where }) {
    const node = cluster.nodes.find(({ name }) => name === where);
    if (!node) throw new HarnessError({ what: `${pod} is on ${where}, which is no node of ours` });
    const what = `killing the process of ${pod}`;
    const killed = await onNode(node, { what, script: KILL, args: [uid] });
    if (killed.length === 0) {
      throw new HarnessError({ what: `${pod} has no running container on ${where} to kill` });
    }
    await waitFor({
      what: `${killed.join(', ')} to be dead`,
      limit: 'inForceMs',
      read: () => onNode(node, { what: 'listing tasks', script: RUNNING }),
      until: (running) => !killed.some((id) => running.includes(id)),
      describe: (running) => `${running.length} tasks running on ${where}`,
    });
    const short = killed.map((id) => id.slice(0, 12)).join(', ');
    return { says: `killed the process of ${pod} (container ${short})`, excuses: [], podUids: [] };
  },
};
