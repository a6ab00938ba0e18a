import type { ObjectProbe } from '../../model/object-probe.ts';

/** A condition that no controller of Kubernetes sets, so that it can be told from theirs. */
export const NOTE = 'SteadfastNote';

/** What is written through the wrong door; the story's set has three replicas. */
export const statusProbes: readonly ObjectProbe[] = [
  {
    name: 'status-beside-a-spec',
    promises: ['SS-STA-005'],
    ...{ method: 'PATCH', of: 'set', subresource: 'status' },
    edits: {
      'spec.replicas': 9,
      'status.conditions': [{ type: NOTE, status: 'True', reason: 'Written', message: 'by hand' }],
    },
    due: {
      code: 200,
      finds: { 'spec.replicas': 3, 'status.conditions.0.type': NOTE },
      generationGrows: 0,
      unchanged: true,
    },
  },
  {
    name: 'spec-beside-a-status',
    promises: ['SS-STA-005'],
    ...{ method: 'PATCH', of: 'set' },
    edits: { 'spec.minReadySeconds': 1, 'status.replicas': 77 },
    due: {
      code: 200,
      finds: { 'status.replicas': 3, 'spec.minReadySeconds': 1 },
      generationGrows: 1,
    },
  },
  {
    name: 'status-alone',
    promises: ['SS-STA-005'],
    ...{ method: 'PATCH', of: 'set' },
    edits: { 'status.replicas': 77 },
    due: { code: 200, finds: { 'status.replicas': 3 }, generationGrows: 0 },
  },
];
