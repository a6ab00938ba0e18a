import type { EntryOf } from '../../model/entry.ts';
import { change, type Mutation } from '../drawn-edits.ts';

/** Each answer that is turned round, and who must notice. */
export const validationMutations: readonly Mutation[] = [
  accepted('other-service-name', 'SS-VAL-001', 'SS-VAL-004'),
  accepted('empty-selector', 'SS-VAL-002'),
  accepted('larger-claim-template', 'SS-VAL-003'),
  accepted('service-name-with-dots', 'SS-VAL-004'),
  accepted('other-pod-management', 'SS-PAR-008', 'SS-VAL-001', 'SS-VAL-005'),
  accepted('negative-start', 'SS-SOR-005', 'SS-VAL-006'),
  accepted('negative-replicas', 'SS-VAL-006'),
  accepted('restart-policy-onfailure', 'SS-VAL-007'),
  accepted('unknown-update-strategy', 'SS-VAL-008'),
  accepted('unknown-retention-whenscaled', 'SS-VAL-009'),
  accepted('name-with-dots', 'SS-VAL-010'),
  accepted('pod-template-without-containers', 'SS-VAL-012'),
  accepted('a-stale-version', 'SS-VAL-015'),
  answered('written-back-as-it-is', { code: 422, says: 'spec: Forbidden' }, [
    ...['SS-VAL-013', 'SS-VAL-014'],
  ]),
  answered('a-new-status', { facts: { generationGrows: 1 } }, ['SS-VAL-014']),
  answered(
    'no-update-partition-beside-a-named-strategy',
    { facts: { finds: { 'spec.updateStrategy.rollingUpdate': { partition: 0 } } } },
    ['SS-VAL-011'],
  ),
  answered('replicas-may-change', { code: 422, says: 'spec: Forbidden' }, ['SS-VAL-001']),
];

function accepted(probe: string, ...breaks: readonly string[]): Mutation {
  return answered(probe, { code: 200 }, breaks);
}

function answered(
  probe: string,
  fields: Partial<EntryOf<'request'>>,
  breaks: readonly string[],
): Mutation {
  const edit = `${probe} is answered with ${JSON.stringify(fields)}`;
  const turned = change('request', (entry) => entry.probe === probe, fields);
  return { story: 'validation', edit, change: turned, breaks };
}
