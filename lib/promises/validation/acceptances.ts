import type { ApiProbe } from '../../model/api-probe.ts';

const ACCEPTED = { code: 200 };
const RETENTION = 'spec.persistentVolumeClaimRetentionPolicy';

/** The fields that may change, each changed alone. */
export const mutableFields: readonly ApiProbe[] = [
  mutable('replicas', { 'spec.replicas': 2 }),
  mutable('ordinals', { 'spec.ordinals': { start: 3 } }),
  mutable('template', { 'spec.template.metadata.annotations': { note: 'new' } }),
  mutable('update-strategy', { 'spec.updateStrategy': { type: 'OnDelete' } }),
  mutable('min-ready-seconds', { 'spec.minReadySeconds': 3 }),
  mutable('retention', { [RETENTION]: { whenDeleted: 'Delete', whenScaled: 'Delete' } }),
  { ...mutable('revision-history-limit', { 'spec.revisionHistoryLimit': 5 }), since: '1.34' },
];

/** What the server fills in when nobody says. */
export const defaults: readonly ApiProbe[] = [
  {
    name: 'defaults',
    promises: ['SS-VAL-011'],
    ask: 'create',
    edits: {
      ...{ 'spec.replicas': null, 'spec.podManagementPolicy': null, [RETENTION]: null },
      ...{ 'spec.updateStrategy': null, 'spec.revisionHistoryLimit': null },
    },
    due: {
      code: 200,
      finds: {
        'spec.replicas': 1,
        'spec.podManagementPolicy': 'OrderedReady',
        'spec.updateStrategy.type': 'RollingUpdate',
        'spec.updateStrategy.rollingUpdate.partition': 0,
        'spec.revisionHistoryLimit': 10,
        [`${RETENTION}.whenDeleted`]: 'Retain',
        [`${RETENTION}.whenScaled`]: 'Retain',
      },
    },
    since: '1.27',
  },
  {
    name: 'no-update-partition-beside-a-named-strategy',
    promises: ['SS-VAL-011'],
    ask: 'create',
    edits: { 'spec.updateStrategy': { type: 'RollingUpdate' } },
    due: { code: 200, finds: { 'spec.updateStrategy.rollingUpdate': null } },
  },
];

/** Writes that must go through, and what each does to the generation. */
export const writes: readonly ApiProbe[] = [
  {
    name: 'selector-of-expressions-alone',
    promises: ['SS-VAL-002'],
    ask: 'create',
    edits: {
      'spec.selector': { matchExpressions: [{ key: 'steadfast.dev/bench', operator: 'Exists' }] },
    },
    due: ACCEPTED,
  },
  {
    name: 'written-back-as-it-is',
    promises: ['SS-VAL-013', 'SS-VAL-014'],
    ...{ ask: 'update', forReal: true, edits: {} },
    due: { code: 200, generationGrows: 0, unchanged: true },
  },
  {
    name: 'a-label-of-its-own',
    promises: ['SS-VAL-014'],
    ...{ ask: 'update', forReal: true, edits: { 'metadata.annotations': { note: 'new' } } },
    due: { code: 200, generationGrows: 0 },
  },
  {
    name: 'a-new-spec',
    promises: ['SS-VAL-014'],
    ...{ ask: 'update', forReal: true, edits: { 'spec.minReadySeconds': 1 } },
    due: { code: 200, generationGrows: 1 },
  },
  {
    name: 'a-new-status',
    promises: ['SS-VAL-014'],
    ...{ ask: 'status', forReal: true, edits: { 'status.collisionCount': 7 } },
    due: { code: 200, generationGrows: 0 },
  },
  {
    name: 'a-stale-version',
    promises: ['SS-VAL-015'],
    ...{ ask: 'update', version: 'stale', edits: { 'spec.minReadySeconds': 2 } },
    due: { code: 409 },
  },
  {
    name: 'no-version',
    promises: ['SS-VAL-015'],
    ...{ ask: 'update', version: 'none', edits: { 'spec.minReadySeconds': 2 } },
    due: ACCEPTED,
  },
];

function mutable(field: string, edits: ApiProbe['edits']): ApiProbe {
  const name = `${field}-may-change`;
  return { name, promises: ['SS-VAL-001'], ask: 'update', edits, due: ACCEPTED };
}
