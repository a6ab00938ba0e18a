import type { StatefulPromise } from '../../model/promise.ts';

export const revisionPromises: readonly StatefulPromise[] = [];
