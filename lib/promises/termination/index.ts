import type { StatefulPromise } from '../../model/promise.ts';
import { succeededIsReplaced } from './ended-members.ts';
import { finalizersHold } from './finalizers.ts';
import { gracefulDeletions, neverForced, slowShutdown } from './graceful-deletions.ts';
import { goneAfterItsContainers, successorAfterRemoval } from './names-freed.ts';
import { endedGoesAtOnce, noGraceIsForce, noHookAtACrash } from './surprises.ts';

/** Those that no story tries yet are written and not part of the catalogue. */
export const terminationPromises: readonly StatefulPromise[] = [
  gracefulDeletions,
  neverForced,
  goneAfterItsContainers,
  successorAfterRemoval,
  slowShutdown,
  finalizersHold,
  noGraceIsForce,
  endedGoesAtOnce,
  succeededIsReplaced,
  noHookAtACrash,
];
