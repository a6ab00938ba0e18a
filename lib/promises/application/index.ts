import type { StatefulPromise } from '../../model/promise.ts';

export const applicationPromises: readonly StatefulPromise[] = [];
