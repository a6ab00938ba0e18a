import type { StatefulPromise } from '../../model/promise.ts';

export const nodeFailurePromises: readonly StatefulPromise[] = [];
