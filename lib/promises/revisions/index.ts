import type { StatefulPromise } from '../../model/promise.ts';
import { checkAnswers } from '../answers.ts';
import { SOURCES } from '../sources.ts';
import { historyIsPruned } from './history-is-pruned.ts';
import { historyOutlivesAccidents } from './history-outlives-accidents.ts';
import { oneRevisionPerTemplate } from './one-revision-per-template.ts';
import { revisionProbes } from './probes.ts';

/** A rollback goes to what is recorded: a record that can be edited is no record. */
const dataIsImmutable: StatefulPromise = {
  id: 'SS-REV-004',
  level: 'MUST',
  statement: 'What a ControllerRevision holds MUST NOT be changed, though its number may be',
  source: SOURCES.api,
  since: '1.7+',
  provedByOneEntry: true,
  check: (history) => checkAnswers(history, 'SS-REV-004', revisionProbes),
};

export const revisionPromises: readonly StatefulPromise[] = [
  ...oneRevisionPerTemplate,
  ...historyIsPruned,
  dataIsImmutable,
  ...historyOutlivesAccidents,
];
