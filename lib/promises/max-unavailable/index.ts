import type { StatefulPromise } from '../../model/promise.ts';

export const maxUnavailablePromises: readonly StatefulPromise[] = [];
