import type { StatefulPromise } from '../../model/promise.ts';
import { neverNegative } from './never-negative.ts';
import { claimsBelowStart, newBeforeOld } from './on-the-way.ts';
import { countsFromStart, movesItsRange } from './ranges.ts';
import { oneSliceEach } from './slices.ts';

export const startOrdinalPromises: readonly StatefulPromise[] = [
  countsFromStart,
  movesItsRange,
  newBeforeOld,
  claimsBelowStart,
  neverNegative,
  oneSliceEach,
];
