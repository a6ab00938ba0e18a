import type { Blow } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { deleteIncarnation } from './delete-pod.ts';

/**
 * With grace 0 the name is free at once, whether the process still runs or not: whoever asks for
 * that vouches for its death. What two of one identity then do is the operator's doing, not a
 * promise that Kubernetes broke.
 */
export const VOUCHED_FOR = ['SS-AMO-001', 'SS-AMO-005', 'SS-AMO-012', 'SS-STO-004'];

export const deletePodByForce: Blow<MemberParams> = {
  kind: 'blow',
  name: 'delete-pod-by-force',
  needs: [],
  reach: 'own',

  async strike(cluster, member) {
    await deleteIncarnation(cluster, member, 0);
    return {
      says: `deleted ${member.pod} by force: its name was freed before its process was known dead`,
      excuses: VOUCHED_FOR,
      podUids: [member.uid],
    };
  },
};
