import { connect } from '../cluster/api.ts';
import type { Blow } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { waitFor } from '../support/wait.ts';

const PROTECTION = 'kubernetes.io/pvc-protection';

/** Deletes the claims under a member that uses them: they are to stay for as long as it does. */
export const deleteClaim: Blow<MemberParams> = {
  kind: 'blow',
  name: 'delete-claim',
  needs: [],
  reach: 'own',

  async strike(cluster, { namespace, pod, uid }) {
    const { core } = connect(cluster);
    const found = await core.readNamespacedPod({ name: pod, namespace });
    if (found.metadata?.uid !== uid) throw new HarnessError({ what: `${pod} is another by now` });
    const names = (found.spec?.volumes ?? []).flatMap(
      ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [],
    );
    if (names.length === 0) throw new HarnessError({ what: `${pod} uses no claim` });
    for (const name of names) {
      await core.deleteNamespacedPersistentVolumeClaim({ name, namespace });
      await waitFor({
        what: `${name} to be on its way out`,
        limit: 'inForceMs',
        read: () => core.readNamespacedPersistentVolumeClaim({ name, namespace }),
        until: ({ metadata }) =>
          metadata?.deletionTimestamp !== undefined &&
          (metadata.finalizers ?? []).includes(PROTECTION),
        describe: ({ metadata }) => `held by ${metadata?.finalizers?.join(', ') || 'nothing'}`,
      });
    }
    const says = `deleted ${names.join(', ')} under ${pod}: on their way out, and held`;
    return { says, excuses: [], podUids: [] };
  },
};
