import type { StatefulPromise } from '../../model/promise.ts';

export const startOrdinalPromises: readonly StatefulPromise[] = [];
