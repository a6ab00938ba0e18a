import { connect, orNull } from '../cluster/api.ts';
import { messageIn, sendRequest } from '../cluster/send-request.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Blow } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { waitFor } from '../support/wait.ts';
import { VOUCHED_FOR } from './delete-pod-by-force.ts';

/**
 * Ends a member as Failed: its kubelet is told that it may not run for so long, and ends it for
 * that. The pod is there until the set's controller takes it away.
 */
export const failMember: Blow<MemberParams> = {
  kind: 'blow',
  name: 'fail-member',
  needs: [],
  reach: 'own',

  async strike(cluster, params) {
    await patchPod(cluster, params, '', { spec: { activeDeadlineSeconds: 1 } });
    await ended(cluster, params, 'Failed');
    return { says: `${params.pod} was over its deadline: Failed`, excuses: [], podUids: [] };
  },
};

/**
 * Ends a member as Succeeded. No kubelet says so of a member that is to run for ever, but for a
 * node that shuts down; here its status is written by a user, and the same controller reads it. The
 * user vouches by that for the end of a process that still runs, as with a deletion by force.
 */
export const completeMember: Blow<MemberParams> = {
  kind: 'blow',
  name: 'complete-member',
  needs: [],
  reach: 'own',

  async strike(cluster, params) {
    await patchPod(cluster, params, '/status', { status: { phase: 'Succeeded' } });
    const says = `${params.pod} was written down as Succeeded, before its process had ended`;
    return { says, excuses: VOUCHED_FOR, podUids: [params.uid] };
  },
};

async function patchPod(
  cluster: Cluster,
  { namespace, pod, uid }: MemberParams,
  part: string,
  patch: object,
): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}${part}`;
  // The uid goes along: a successor of the same name is never hit in its place.
  const body = { ...patch, metadata: { uid } };
  const answer = await sendRequest(connect(cluster).config, { method: 'PATCH', path, body });
  if (answer.code < 300) return;
  throw new HarnessError({
    what: `${namespace}/${pod} with uid ${uid} could not be ended`,
    lastSeen: `${answer.code}: ${messageIn(answer.body)}`,
  });
}

/** It may be gone before anyone could look: the controller is quick, and that is proof as well. */
async function ended(cluster: Cluster, { namespace, pod, uid }: MemberParams, phase: string) {
  await waitFor({
    what: `${pod} to be ${phase}`,
    limit: 'inForceMs',
    everyMs: 50,
    async read() {
      const found = await orNull(connect(cluster).core.readNamespacedPod({ name: pod, namespace }));
      return found?.metadata?.uid === uid ? (found.status?.phase ?? 'Unknown') : 'replaced';
    },
    until: (seen) => seen === phase || seen === 'replaced',
    describe: (seen) => `it is ${seen}`,
  });
}
