import type { ApiProbe } from '../../model/api-probe.ts';

/** Parameters of one strategy under the name of the other. */
export const onDeleteProbes: readonly ApiProbe[] = [
  {
    name: 'on-delete-with-rolling-update',
    promises: ['SS-OND-005'],
    ask: 'create',
    edits: { 'spec.updateStrategy': { type: 'OnDelete', rollingUpdate: { partition: 1 } } },
    due: { code: 422, at: 'spec.updateStrategy.rollingUpdate' },
  },
  {
    name: 'on-delete-alone',
    promises: ['SS-OND-005'],
    ask: 'create',
    edits: { 'spec.updateStrategy': { type: 'OnDelete' } },
    due: { code: 200, finds: { 'spec.updateStrategy': { type: 'OnDelete' } } },
  },
];
