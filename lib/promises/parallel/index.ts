import type { StatefulPromise } from '../../model/promise.ts';

export const parallelPromises: readonly StatefulPromise[] = [];
