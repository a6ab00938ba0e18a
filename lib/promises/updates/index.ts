import type { StatefulPromise } from '../../model/promise.ts';

export const updatesPromises: readonly StatefulPromise[] = [];
