import type { ObjectProbe } from '../../model/object-probe.ts';

const SCALE = { of: 'set', subresource: 'scale' } as const;
const NEGATIVE = { code: 422, at: 'spec.replicas', unchanged: true } as const;

/** What autoscalers ask of the scale; the story's set has three replicas and keeps them. */
export const scaleProbes: readonly ObjectProbe[] = [
  {
    name: 'scale-is-read',
    promises: ['SS-SCL-001'],
    ...{ method: 'GET', ...SCALE },
    keep: ['status.replicas', 'status.selector'],
    due: { code: 200, finds: { 'spec.replicas': 3 } },
  },
  {
    name: 'scale-is-put',
    promises: ['SS-SCL-001'],
    ...{ method: 'PUT', ...SCALE, edits: { 'spec.replicas': 4 } },
    due: { code: 200, finds: { 'spec.replicas': 4 }, generationGrows: 1 },
  },
  {
    name: 'scale-is-patched',
    promises: ['SS-SCL-001'],
    ...{ method: 'PATCH', ...SCALE, edits: { 'spec.replicas': 3 } },
    due: { code: 200, finds: { 'spec.replicas': 3 }, generationGrows: 1 },
  },
  {
    name: 'scale-below-zero-put',
    promises: ['SS-SCL-004'],
    ...{ method: 'PUT', ...SCALE, edits: { 'spec.replicas': -1 } },
    due: NEGATIVE,
  },
  {
    name: 'scale-below-zero-patched',
    promises: ['SS-SCL-004'],
    ...{ method: 'PATCH', ...SCALE, edits: { 'spec.replicas': -1 } },
    due: NEGATIVE,
  },
  {
    name: 'scale-by-a-stale-version',
    promises: ['SS-SCL-004'],
    ...{ method: 'PUT', ...SCALE, edits: { 'spec.replicas': 5 }, version: 'stale' },
    due: { code: 409, unchanged: true },
  },
];
