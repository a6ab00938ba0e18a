import type { StatefulPromise } from '../../model/promise.ts';

export const securityPromises: readonly StatefulPromise[] = [];
