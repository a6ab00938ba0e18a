import type { StatefulPromise } from '../../model/promise.ts';
import { checkAnswers } from '../answers.ts';
import { SOURCES } from '../sources.ts';
import { validationProbes } from '../validation/index.ts';

/** There is no member with a minus in its name. */
export const neverNegative: StatefulPromise = {
  id: 'SS-SOR-005',
  level: 'MUST',
  statement: 'A negative start ordinal MUST be refused',
  source: SOURCES.startOrdinal,
  since: '1.27',
  provedByOneEntry: true,
  check: (history) => checkAnswers(history, 'SS-SOR-005', validationProbes),
};
