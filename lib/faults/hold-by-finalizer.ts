import type { Loan } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { apiLoan, plainName } from './api-loan.ts';
import {
  harmMarked,
  type MarkedObject,
  markLeft,
  readMarked,
  undoMarked,
} from './marked-object.ts';

const FINALIZER = 'steadfast.dev/held';

/** A pod that is not let go when it has ended: somebody's controller has yet to say that it may. */
export const holdByFinalizer: Loan<MemberParams> = apiLoan<MemberParams>({
  name: 'hold-by-finalizer',
  needs: [],
  reach: 'own',
  targetOf: ({ namespace, pod }) => `${plainName(namespace)}.${plainName(pod)}`,
  undoLine: (params) => undoMarked(heldPod(params)),

  async harm(cluster, params) {
    await harmMarked(cluster, heldPod(params), ({ metadata }) => ({
      // The first of them: whatever the others do, its place does not change.
      patch: {
        metadata: { uid: params.uid, finalizers: [FINALIZER, ...(metadata.finalizers ?? [])] },
      },
      back: [
        { op: 'test', path: '/metadata/finalizers/0', value: FINALIZER },
        { op: 'remove', path: '/metadata/finalizers/0' },
      ],
    }));
  },

  async isInForce(cluster, params) {
    const pod = await readMarked(cluster, heldPod(params));
    const isIt = pod?.metadata.uid === params.uid;
    const isHeld = pod?.metadata.finalizers?.includes(FINALIZER) ?? false;
    const state = pod?.metadata.deletionTimestamp ? 'Terminating' : 'not asked to go';
    return {
      holds: isIt && isHeld,
      says:
        `${params.pod} is ${isIt ? 'there' : 'NOT there'}, ` +
        `${isHeld ? 'held' : 'NOT held'}, ${state}`,
    };
  },

  async left(cluster, params) {
    const pod = await readMarked(cluster, heldPod(params));
    const isHeld = pod?.metadata.finalizers?.includes(FINALIZER) ?? false;
    return [...(await markLeft(cluster, heldPod(params))), ...(isHeld ? ['the finalizer'] : [])];
  },
});

function heldPod({ namespace, pod }: MemberParams): MarkedObject {
  return { kind: 'pod', namespace, name: pod, mark: 'steadfast.dev/undo-hold' };
}
