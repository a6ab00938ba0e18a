import type { StatefulPromise } from '../../model/promise.ts';
import { sparesHealthyMembers } from './controller-acts.ts';
import { convergesInTheEnd, lastWordWins } from './converges.ts';
import { deniedAdmissionHeals } from './denied-admission.ts';

/**
 * What holds while those who decide are away, and when they are back. Promises about outages join
 * the list with the faults that bring them about: nobody can try them before.
 */
export const controlPlanePromises: readonly StatefulPromise[] = [
  sparesHealthyMembers,
  deniedAdmissionHeals,
  convergesInTheEnd,
  lastWordWins,
];
