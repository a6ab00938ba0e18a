import type { StatefulPromise } from '../../model/promise.ts';
import { oldRevisionBelow } from './old-revision-below.ts';
import { updatePartitionRespected } from './update-partition-respected.ts';

export const updatePartitionPromises: readonly StatefulPromise[] = [
  updatePartitionRespected,
  oldRevisionBelow,
];
