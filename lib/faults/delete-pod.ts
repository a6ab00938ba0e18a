import { connect, refusalOf } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Blow } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';

/** What a user does who wants a member restarted: it gets its grace period, and keeps its name. */
export const deletePod: Blow<MemberParams> = {
  kind: 'blow',
  name: 'delete-pod',
  needs: [],
  reach: 'own',

  async strike(cluster, member) {
    await deleteIncarnation(cluster, member, null);
    return { says: `deleted ${member.pod}, gracefully`, excuses: [], podUids: [] };
  },
};

/** Names the uid, so that a successor of the same name is never hit in its place. */
export async function deleteIncarnation(
  cluster: Cluster,
  { namespace, pod, uid }: MemberParams,
  graceSeconds: number | null,
): Promise<void> {
  try {
    await connect(cluster).core.deleteNamespacedPod({
      name: pod,
      namespace,
      body: {
        preconditions: { uid },
        ...(graceSeconds === null ? {} : { gracePeriodSeconds: graceSeconds }),
      },
    });
  } catch (error) {
    const refusal = refusalOf(error);
    throw new HarnessError({
      what: `${namespace}/${pod} with uid ${uid} could not be deleted`,
      ...(refusal ? { lastSeen: `${refusal.code} ${refusal.reason}: ${refusal.says}` } : {}),
      ...(refusal ? {} : { cause: error }),
    });
  }
}
