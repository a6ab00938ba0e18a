import type { ApiProbe } from '../../model/api-probe.ts';

const unprocessable = (at: string) => ({ code: 422, at });
const NONE = { code: 422, at: 'spec', unchanged: true } as const;

/** What no set may be created with. */
export const refusedAtCreation: readonly ApiProbe[] = [
  create('no-selector', 'SS-VAL-002', { 'spec.selector': null }, 'spec.selector'),
  create('empty-selector', 'SS-VAL-002', { 'spec.selector': {} }, 'spec.selector'),
  create(
    'selector-of-other-labels',
    'SS-VAL-002',
    { 'spec.selector': { matchLabels: { other: 'label' } } },
    'spec.template.metadata.labels',
  ),
  create(
    'service-name-with-dots',
    'SS-VAL-004',
    { 'spec.serviceName': 'bench.with.dots' },
    'spec.serviceName',
    '1.33',
  ),
  create(
    'unknown-pod-management',
    'SS-VAL-005',
    { 'spec.podManagementPolicy': 'Random' },
    'spec.podManagementPolicy',
  ),
  create('negative-replicas', 'SS-VAL-006', { 'spec.replicas': -1 }, 'spec.replicas'),
  create(
    'negative-update-partition',
    'SS-VAL-006',
    { 'spec.updateStrategy': { type: 'RollingUpdate', rollingUpdate: { partition: -1 } } },
    'spec.updateStrategy.rollingUpdate.partition',
  ),
  create(
    'negative-min-ready-seconds',
    'SS-VAL-006',
    { 'spec.minReadySeconds': -1 },
    'spec.minReadySeconds',
  ),
  create(
    'negative-start',
    ['SS-VAL-006', 'SS-SOR-005'],
    { 'spec.ordinals': { start: -1 } },
    'spec.ordinals.start',
  ),
  ...['OnFailure', 'Never'].map((restartPolicy) =>
    create(
      `restart-policy-${restartPolicy.toLowerCase()}`,
      'SS-VAL-007',
      { 'spec.template.spec.restartPolicy': restartPolicy },
      'spec.template.spec.restartPolicy',
    ),
  ),
  create(
    'active-deadline',
    'SS-VAL-007',
    { 'spec.template.spec.activeDeadlineSeconds': 60 },
    'spec.template.spec.activeDeadlineSeconds',
  ),
  create(
    'unknown-update-strategy',
    'SS-VAL-008',
    { 'spec.updateStrategy': { type: 'Sideways' } },
    'spec.updateStrategy',
  ),
  ...(['whenDeleted', 'whenScaled'] as const).map((when) =>
    create(
      `unknown-retention-${when.toLowerCase()}`,
      'SS-VAL-009',
      {
        'spec.persistentVolumeClaimRetentionPolicy': {
          ...{ whenDeleted: 'Retain', whenScaled: 'Retain' },
          [when]: 'Recycle',
        },
      },
      `spec.persistentVolumeClaimRetentionPolicy.${when}`,
    ),
  ),
  create('name-with-dots', 'SS-VAL-010', { 'metadata.name': 'bench.one' }, 'metadata.name'),
  create('name-too-long', 'SS-VAL-010', { 'metadata.name': 'b'.repeat(64) }, 'metadata.name'),
  create(
    'pod-template-without-containers',
    'SS-VAL-012',
    { 'spec.template.spec.containers': [] },
    'spec.template.spec.containers',
    '1.34',
  ),
  create(
    'claim-template-without-access-mode',
    'SS-VAL-012',
    { 'spec.volumeClaimTemplates.0.spec.accessModes': [] },
    'spec.volumeClaimTemplates',
    '1.34',
  ),
];

const secondTemplate = {
  metadata: { name: 'more' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
};

/** What no set may become; asked for real, so that a set that changed all the same is seen. */
export const refusedAsUpdates: readonly ApiProbe[] = [
  update('other-selector', ['SS-VAL-001', 'SS-VAL-002'], {
    'spec.selector': { matchExpressions: [{ key: 'steadfast.dev/bench', operator: 'Exists' }] },
  }),
  update('other-service-name', ['SS-VAL-001', 'SS-VAL-004'], { 'spec.serviceName': 'other' }),
  update('other-pod-management', ['SS-VAL-001', 'SS-VAL-005', 'SS-PAR-008'], {
    'spec.podManagementPolicy': 'Parallel',
  }),
  update('no-claim-template', ['SS-VAL-001', 'SS-VAL-003'], { 'spec.volumeClaimTemplates': null }),
  update('one-more-claim-template', ['SS-VAL-003'], {
    'spec.volumeClaimTemplates.1': secondTemplate,
  }),
  update('larger-claim-template', ['SS-VAL-003'], {
    'spec.volumeClaimTemplates.0.spec.resources': { requests: { storage: '2Mi' } },
  }),
  update('claim-template-of-another-class', ['SS-VAL-003'], {
    'spec.volumeClaimTemplates.0.spec.storageClassName': 'another',
  }),
];

function create(
  name: string,
  promises: string | readonly string[],
  edits: ApiProbe['edits'],
  at: string,
  since?: string,
): ApiProbe {
  const asked = {
    name,
    promises: [promises].flat(),
    ask: 'create',
    edits,
    due: unprocessable(at),
  } as const;
  return since ? { ...asked, since } : asked;
}

function update(name: string, promises: readonly string[], edits: ApiProbe['edits']): ApiProbe {
  return { name, promises, ask: 'update', forReal: true, edits, due: NONE };
}
