import { connect, orNull } from '../cluster/api.ts';
import type { Blow } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { waitFor } from '../support/wait.ts';
import { FIRST_PROCESSES, memberNode } from './member-process.ts';
import { onNode } from './node-shell.ts';

/** A member with more room than this is not filled up: that would be felt by the whole machine. */
const MOST_BYTES = 1024 * 1024 * 1024;

// A process of the node joins the member's memory group and grows there until the group is full.
// The kernel then ends the one that it was told to spare least: the member's own first process.
// What grew is in the same group, so the same limit ends it at the latest.
const FILL = `${FIRST_PROCESSES}
uid=$1 most=$2
for id in $(first_processes "$uid"); do
  path=$(awk -F: '$2 ~ /(^|,)memory(,|$)/ { print $3 }' "/proc/$id/cgroup")
  if [ -n "$path" ]; then group=/sys/fs/cgroup/memory$path limit=memory.limit_in_bytes
  else group=/sys/fs/cgroup$(awk -F: '$1 == 0 { print $3 }' "/proc/$id/cgroup") limit=memory.max
  fi
  bytes=$(cat "$group/$limit") || exit 1
  case $bytes in *[!0-9]*) bytes=$((most + 1)) ;; esac
  [ "$bytes" -le "$most" ] || { echo "its container has no limit below $most bytes" >&2; exit 1; }
  echo 1000 >"/proc/$id/oom_score_adj"
  bash -c 'echo $$ >"$1/cgroup.procs" || exit 1
    head -c 2G /dev/zero | timeout 20 tail -n 1 >/dev/null' fill "$group" 2>/dev/null
  echo "filled $bytes"
done`;

/** Ends a member for want of memory: the kernel's doing, and the kubelet has to say so. */
export const oomKill: Blow<MemberParams> = {
  kind: 'blow',
  name: 'oom-kill',
  needs: ['node-exec'],
  reach: 'own',

  async strike(cluster, params) {
    const { namespace, pod, uid } = params;
    const before = await reasonOf();
    const node = memberNode(cluster, params);
    const what = `filling the memory of ${pod}`;
    const [filled = 'nothing filled'] = await onNode(node, {
      ...{ what, script: FILL, args: [uid, `${MOST_BYTES}`] },
    });
    const after = await waitFor({
      what: `${pod} to be known as killed for want of memory`,
      limit: 'inForceMs',
      read: reasonOf,
      until: ({ reason, restarts }) => reason === 'OOMKilled' && restarts >= before.restarts,
      describe: ({ reason }) => `${filled}; the reason given is ${reason}`,
    });
    const says = `${pod} was killed for want of memory: ${after.reason}, exit code ${after.code}`;
    return { says, excuses: [], podUids: [] };

    async function reasonOf() {
      const found = await orNull(connect(cluster).core.readNamespacedPod({ name: pod, namespace }));
      const [status] = found?.metadata?.uid === uid ? (found.status?.containerStatuses ?? []) : [];
      const ended = status?.state?.terminated ?? status?.lastState?.terminated;
      const { reason = 'none', exitCode: code = null } = ended ?? {};
      return { reason, code, restarts: status?.restartCount ?? 0 };
    }
  },
};
