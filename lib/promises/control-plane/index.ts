import type { StatefulPromise } from '../../model/promise.ts';

export const controlPlanePromises: readonly StatefulPromise[] = [];
