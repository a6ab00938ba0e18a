import type { StatefulPromise } from '../../model/promise.ts';

export const minReadyPromises: readonly StatefulPromise[] = [];
