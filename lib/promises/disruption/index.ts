import type { StatefulPromise } from '../../model/promise.ts';

export const disruptionPromises: readonly StatefulPromise[] = [];
