import type { StatefulPromise } from '../../model/promise.ts';
import { orderedStart } from './ordered-start.ts';
import { reverseStop } from './reverse-stop.ts';

export const orderingPromises: readonly StatefulPromise[] = [orderedStart, reverseStop];
