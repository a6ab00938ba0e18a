import type { Named } from './matrix.ts';

/**
 * The promises of the sample run, with wording of their own: the golden files show how a report is
 * laid out, and must not change whenever a statement of the catalogue is polished.
 */
const DOCS = 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/';

export const SAMPLE_PROMISES: readonly Named[] = [
  named(
    'SS-AMO-001',
    'MUST',
    'At any instant an identity MUST have at most one running incarnation',
  ),
  named(
    'SS-AMO-002',
    'MUST',
    'A name on an unreachable node MUST stay taken while the node is away',
  ),
  named('SS-AMO-007', 'INFORMATIONAL', 'A force delete frees the name at once, so two may run'),
  named('SS-IDN-001', 'MUST', 'Members MUST be named after their set and a decimal ordinal'),
  named('SS-ORD-001', 'MUST', 'A member MUST NOT be created before all lower ones are available'),
  named('SS-ORD-015', 'SHOULD', 'Deleting one member SHOULD leave all other members alone'),
  named('SS-SCL-001', 'MUST', 'The scale subresource MUST read and change the replicas'),
  named('SS-STO-004', 'MUST', 'What a member synced MUST be readable by each of its successors'),
  named('SS-STO-006', 'MUST', 'A replacement MUST use the very volume that its predecessor used'),
  named('SS-STO-015', 'MUST', 'A ReadWriteOnce volume MUST NOT be attached to two nodes at once'),
  named('SS-UPD-009', 'INFORMATIONAL', 'A member lost before its turn returns at the new revision'),
  named('SS-UPD-011', 'MUST', 'A rollout that is complete MUST say so in the status of the set'),
];

function named(id: string, level: Named['level'], statement: string): Named {
  return { id, level, statement, source: DOCS, since: '1.9' };
}
