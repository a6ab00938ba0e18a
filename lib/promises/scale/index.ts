import type { StatefulPromise } from '../../model/promise.ts';

export const scalePromises: readonly StatefulPromise[] = [];
