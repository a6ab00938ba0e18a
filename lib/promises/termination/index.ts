import type { StatefulPromise } from '../../model/promise.ts';

export const terminationPromises: readonly StatefulPromise[] = [];
