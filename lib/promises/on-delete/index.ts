import type { StatefulPromise } from '../../model/promise.ts';
import { checkAnswers } from '../answers.ts';
import { SOURCES } from '../sources.ts';
import { onDeleteProbes } from './probes.ts';
import { strategySwitches } from './switches.ts';
import { waitsForDeletion } from './waits-for-deletion.ts';

/** A manifest that asks for two things at once is a mistake that should be told at once. */
const parametersRefused: StatefulPromise = {
  id: 'SS-OND-005',
  level: 'MUST',
  statement: 'Parameters of a rolling update MUST be refused together with OnDelete',
  source: SOURCES.api,
  since: '1.7+',
  provedByOneEntry: true,
  check: (history) => checkAnswers(history, 'SS-OND-005', onDeleteProbes),
};

export const onDeletePromises: readonly StatefulPromise[] = [
  ...waitsForDeletion,
  parametersRefused,
  strategySwitches,
];
