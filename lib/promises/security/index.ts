import type { StatefulPromise } from '../../model/promise.ts';
import {
  controllerKeepsToItsOwn,
  deniedPodsOfAcceptedSet,
  plantedPodClaimed,
} from './admission.ts';
import { oneAccountForAll, tokensDieWithPod } from './tokens.ts';

/** Checkers that no story puts to the test are not part of the catalogue. */
export const securityPromises: readonly StatefulPromise[] = [
  tokensDieWithPod,
  oneAccountForAll,
  plantedPodClaimed,
  deniedPodsOfAcceptedSet,
  controllerKeepsToItsOwn,
];
