import type { StatefulPromise } from '../../model/promise.ts';
import { updatePartitionOutlivesOutages } from './across-outages.ts';
import { heldBelowTheLine } from './held-below-the-line.ts';
import { movesOfTheLine } from './moves-of-the-line.ts';
import { oldRevisionBelow } from './old-revision-below.ts';
import { scalingUnderTheLine } from './scaling-under-the-line.ts';
import { updatePartitionRespected } from './update-partition-respected.ts';

export const updatePartitionPromises: readonly StatefulPromise[] = [
  updatePartitionRespected,
  oldRevisionBelow,
  ...movesOfTheLine,
  ...scalingUnderTheLine,
  ...heldBelowTheLine,
  updatePartitionOutlivesOutages,
];
