import type { ObjectProbe } from '../../model/object-probe.ts';

/** What a revision holds is what members were made of: nobody may rewrite it. */
export const revisionProbes: readonly ObjectProbe[] = [
  {
    name: 'revision-with-other-data',
    promises: ['SS-REV-004'],
    ...{ method: 'PATCH', of: 'newest-revision', dryRun: true },
    edits: { 'data.spec.template.metadata.annotations.note': 'new' },
    due: { code: 422, at: 'data' },
  },
  {
    name: 'revision-with-another-number',
    promises: ['SS-REV-004'],
    ...{ method: 'PATCH', of: 'newest-revision', dryRun: true },
    edits: { revision: 77 },
    due: { code: 200 },
  },
];
