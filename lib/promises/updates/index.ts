import type { StatefulPromise } from '../../model/promise.ts';
import { claimsKeptOverUpdates } from './claims-kept-over-updates.ts';
import { completeWhenAllArrived } from './complete-when-all-arrived.ts';
import { sameTemplateRestartsNothing } from './same-template-restarts-nothing.ts';
import { takenInTurn } from './taken-in-turn.ts';
import { waitsForTheUnwell } from './waits-for-the-unwell.ts';

export const updatesPromises: readonly StatefulPromise[] = [
  ...takenInTurn,
  ...sameTemplateRestartsNothing,
  ...waitsForTheUnwell,
  completeWhenAllArrived,
  claimsKeptOverUpdates,
];
