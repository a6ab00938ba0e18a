import type { StatefulPromise } from '../../model/promise.ts';

export const statusPromises: readonly StatefulPromise[] = [];
