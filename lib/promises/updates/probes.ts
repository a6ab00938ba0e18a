import type { ApiProbe } from '../../model/api-probe.ts';

/** A strategy that is planned for a later release: a server that does not know it must say so. */
export const updateProbes: readonly ApiProbe[] = [
  {
    name: 'strategy-recreate',
    promises: ['SS-UPD-019'],
    ask: 'create',
    edits: { 'spec.updateStrategy': { type: 'Recreate' } },
    due: { code: 422, at: 'spec.updateStrategy' },
  },
];
