import type { StatefulPromise } from '../../model/promise.ts';
import { checkAnswers } from '../answers.ts';
import { SOURCES } from '../sources.ts';
import { upgradesRestartNothing } from './across-upgrades.ts';
import { changesOfMind } from './changes-of-mind.ts';
import { claimsKeptOverUpdates } from './claims-kept-over-updates.ts';
import { completeWhenAllArrived } from './complete-when-all-arrived.ts';
import { driftStays } from './drift.ts';
import { lostBeforeItsTurn } from './lost-before-its-turn.ts';
import { mutatedPodsStay } from './mutated-pods-stay.ts';
import { pastBudgets } from './past-budgets.ts';
import { updateProbes } from './probes.ts';
import { restartsAndUndos } from './restarts-and-undos.ts';
import { sameTemplateRestartsNothing } from './same-template-restarts-nothing.ts';
import { takenInTurn } from './taken-in-turn.ts';
import { waitsForTheUnwell } from './waits-for-the-unwell.ts';

/** A manifest written for a later release must not be half understood by an earlier one. */
const laterStrategyRefused: StatefulPromise = {
  id: 'SS-UPD-019',
  level: 'INFORMATIONAL',
  statement: 'A server MAY know no strategy to recreate all members at once, and then refuses it',
  source: SOURCES.api,
  since: 'up to 1.36; planned after it',
  provedByOneEntry: true,
  check: (history) => checkAnswers(history, 'SS-UPD-019', updateProbes),
};

export const updatesPromises: readonly StatefulPromise[] = [
  ...takenInTurn,
  ...sameTemplateRestartsNothing,
  ...waitsForTheUnwell,
  completeWhenAllArrived,
  claimsKeptOverUpdates,
  ...changesOfMind,
  lostBeforeItsTurn,
  pastBudgets,
  restartsAndUndos,
  mutatedPodsStay,
  driftStays,
  upgradesRestartNothing,
  laterStrategyRefused,
];
