import type { Blow } from '../model/fault.ts';
import type { SetParams } from '../model/scenario.ts';
import { deleteIncarnation } from './delete-pod.ts';

/** Takes all members of a set at one time, each with its grace, as a careless selector does. */
export const wholeSetOutage: Blow<SetParams> = {
  kind: 'blow',
  name: 'whole-set-outage',
  needs: [],
  reach: 'own',

  async strike(cluster, { namespace, set, pods, uids }) {
    const members = pods.map((pod, place) => ({
      namespace,
      pod,
      uid: uids[place] ?? '',
      node: '',
    }));
    await Promise.all(members.map((member) => deleteIncarnation(cluster, member, null)));
    const says = `deleted all ${pods.length} members of ${set} at once: ${pods.join(', ')}`;
    return { says, excuses: [], podUids: [] };
  },
};
