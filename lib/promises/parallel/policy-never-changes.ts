import type { StatefulPromise } from '../../model/promise.ts';
import { checkAnswers } from '../answers.ts';
import { SOURCES } from '../sources.ts';
import { validationProbes } from '../validation/index.ts';

/** A set that is Parallel today and in order tomorrow would have been neither in between. */
export const policyNeverChanges: StatefulPromise = {
  id: 'SS-PAR-008',
  level: 'MUST',
  statement: 'The podManagementPolicy of a set that exists MUST NOT change',
  source: SOURCES.api,
  since: 'all',
  provedByOneEntry: true,
  check: (history) => checkAnswers(history, 'SS-PAR-008', validationProbes),
};
