import type { StatefulPromise } from '../../model/promise.ts';

export const onDeletePromises: readonly StatefulPromise[] = [];
