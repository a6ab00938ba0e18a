import type { StatefulPromise } from '../../model/promise.ts';
import { terminatingIsNoEndpoint } from '../network/endpoints.ts';
import { succeededIsReplaced } from './ended-members.ts';
import { finalizersHold } from './finalizers.ts';
import { gracefulDeletions, neverForced, slowShutdown } from './graceful-deletions.ts';
import { goneAfterItsContainers, successorAfterRemoval } from './names-freed.ts';
import { endedGoesAtOnce, noGraceIsForce, noHookAtACrash } from './surprises.ts';

export const terminationPromises: readonly StatefulPromise[] = [
  gracefulDeletions,
  neverForced,
  goneAfterItsContainers,
  successorAfterRemoval,
  slowShutdown,
  finalizersHold,
  noGraceIsForce,
  terminatingIsNoEndpoint,
  endedGoesAtOnce,
  succeededIsReplaced,
  noHookAtACrash,
];
