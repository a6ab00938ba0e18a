import type { StatefulPromise } from '../../model/promise.ts';
import { checkAnswers } from '../answers.ts';
import { SOURCES } from '../sources.ts';
import { availableInTime } from './available-in-time.ts';
import { everybodyCounts } from './everybody-counts.ts';
import { honestCounts } from './honest-counts.ts';
import { statusProbes } from './probes.ts';
import { rolloutStatusGoesByCounts } from './rollout-status.ts';
import { slowAndQuiet } from './slow-and-quiet.ts';

/** Whoever may report must not be able to command, nor the other way round. */
const separateDoors: StatefulPromise = {
  id: 'SS-STA-005',
  level: 'MUST',
  statement:
    'What is written through the status MUST stay and cannot change the spec or its generation, ' +
    'and what is written through the spec cannot change the status',
  source: SOURCES.api,
  since: '1.22',
  provedByOneEntry: true,
  check: (history) => checkAnswers(history, 'SS-STA-005', statusProbes),
};

export const statusPromises: readonly StatefulPromise[] = [
  ...honestCounts,
  everybodyCounts,
  separateDoors,
  availableInTime,
  ...slowAndQuiet,
  rolloutStatusGoesByCounts,
];
