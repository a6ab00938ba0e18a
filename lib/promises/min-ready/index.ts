import type { StatefulPromise } from '../../model/promise.ts';
import { waitOutlivesTheController } from './across-outages.ts';
import { availableAfterWait, availableIsReady, flapStartsAgain } from './availability.ts';
import { changedWithoutRestart, orderWaitsForAvailability } from './waiting.ts';

export const minReadyPromises: readonly StatefulPromise[] = [
  availableAfterWait,
  changedWithoutRestart,
  orderWaitsForAvailability,
  flapStartsAgain,
  waitOutlivesTheController,
  availableIsReady,
];
