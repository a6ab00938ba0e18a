import { connect, refusalOf } from '../cluster/api.ts';
import type { Blow } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';

/**
 * What a drain does to one member: it is asked to go by way of the eviction API, which looks at
 * budgets first. A blow has to land, so a refusal is an error here; a story that wants to be
 * refused asks with a verb of its own.
 */
export const evictPod: Blow<MemberParams> = {
  kind: 'blow',
  name: 'evict-pod',
  needs: [],
  reach: 'own',

  async strike(cluster, { namespace, pod, uid }) {
    try {
      await connect(cluster).core.createNamespacedPodEviction({
        name: pod,
        namespace,
        body: {
          apiVersion: 'policy/v1',
          kind: 'Eviction',
          metadata: { name: pod, namespace },
          deleteOptions: { preconditions: { uid } },
        },
      });
    } catch (error) {
      const refusal = refusalOf(error);
      throw new HarnessError({
        what: `${namespace}/${pod} with uid ${uid} could not be evicted`,
        ...(refusal ? { lastSeen: `${refusal.code} ${refusal.reason}: ${refusal.says}` } : {}),
        ...(refusal ? { tryThis: 'a budget with room for one disruption' } : { cause: error }),
      });
    }
    return { says: `evicted ${pod}, as a drain would`, excuses: [], podUids: [] };
  },
};
