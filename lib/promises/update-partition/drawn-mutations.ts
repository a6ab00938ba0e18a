import type { History } from '../../model/entry.ts';
import { change, type Mutation, pod, renumbered, shift, swap } from '../drawn-edits.ts';

export const updatePartitionMutations: readonly Mutation[] = [
  {
    story: 'line',
    edit: 'web-2 is replaced while its update is only staged',
    change: shift('pod', ({ uid, op }) => isTop(uid) && op !== 'found', -5000),
    breaks: ['SS-PTN-001', 'SS-PTN-002', 'SS-PTN-003'],
  },
  {
    story: 'line',
    edit: 'below the lowered line web-1 is taken before web-2',
    change: swap(pod('c', 'modified'), pod('b', 'modified')),
    breaks: ['SS-AMO-014', 'SS-ORD-001', 'SS-PTN-004', 'SS-TRM-005', 'SS-UPD-001', 'SS-UPD-013'],
  },
  {
    story: 'canary',
    edit: 'the new revision is called the current one, though two are at the old one',
    change: withPromotion,
    breaks: ['SS-PTN-009', 'SS-STA-002', 'SS-UPD-011'],
  },
  {
    story: 'canaryAcrossAnOutage',
    edit: 'whoever takes over brings web-0 back at the new revision',
    change: change('pod', ({ uid }) => uid === 'd', { revision: 'r2' }),
    breaks: ['SS-CTL-002', 'SS-PTN-001', 'SS-PTN-002', 'SS-PTN-010', 'SS-STA-003'],
  },
];

function isTop(uid: string): boolean {
  return uid === 'c' || uid === 'f';
}

/** One more word of the controller on its set, at the end of the story. */
function withPromotion(history: History): History {
  const last = history.findLast(({ kind }) => kind === 'set');
  if (last?.kind !== 'set') return history;
  const status = { ...last.status, currentRevision: last.status.updateRevision };
  return renumbered([...history, { ...last, at: 20_000, rv: 900, status }]);
}
