import type { StatefulPromise } from '../../model/promise.ts';

export const retentionPromises: readonly StatefulPromise[] = [];
