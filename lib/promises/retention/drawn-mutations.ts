import type { Entry, History } from '../../model/entry.ts';
import {
  change,
  type Mutation,
  recreateClaim,
  renumbered,
  shift,
  without,
} from '../drawn-edits.ts';

const owned = (kind: string, name: string, uid: string) => [{ kind, name, uid, controller: true }];

export const retentionMutations: readonly Mutation[] = [
  {
    story: 'ordering',
    edit: 'the claim of web-2 is deleted while web-2 is scaled away, under Retain',
    change: recreateClaim('data-web-2', 20_000),
    breaks: ['SS-RET-001', 'SS-STO-006', 'SS-STO-011'],
  },
  {
    story: 'disposal',
    edit: 'the claim of web-1 is never deleted',
    change: (history) => lasting(without(claim('c1', 24_000))(history)),
    breaks: ['SS-RET-002'],
  },
  {
    story: 'disposal',
    edit: 'the claim of web-1 is deleted when web-2 is scaled away',
    change: shift('claim', ({ uid, at }) => uid === 'c1' && at > 20_000, -15_000),
    breaks: ['SS-RET-003', 'SS-STO-010'],
  },
  {
    story: 'disposal',
    edit: 'the claim of web-0 goes with the first pod of that name',
    change: shift('claim', ({ uid, at }) => uid === 'c0' && at > 20_000, -8500),
    breaks: ['SS-RET-003', 'SS-RET-004', 'SS-STO-001', 'SS-STO-006', 'SS-STO-008'],
  },
  {
    story: 'disposal',
    edit: 'the claim of web-0 belongs to its pod all the time',
    change: change('claim', ({ uid }) => uid === 'c0', { owners: owned('Pod', 'web-0', 'a') }),
    breaks: ['SS-RET-002', 'SS-RET-005'],
  },
  {
    story: 'disposal',
    edit: 'the pod of web-2 is deleted before it owns its claim',
    change: shift('audit', ({ resource }) => resource === 'persistentvolumeclaims', 2000),
    breaks: ['SS-RET-006'],
  },
  {
    story: 'disposal',
    edit: 'web-2 is created again before its condemned claim has gone',
    change: shift('claim', ({ uid, op }) => uid === 'c2' && op === 'deleted', 6000),
    breaks: ['SS-RET-007', 'SS-STO-009'],
  },
  {
    story: 'disposal',
    edit: 'web-2 comes back and finds what it had written before',
    change: change('epoch', ({ uid }) => uid === 'e', { foundN: 1 }),
    breaks: ['SS-RET-007'],
  },
  {
    story: 'disposal',
    edit: 'the claim that all members share becomes the set’s',
    change: change('claim', ({ uid }) => uid === 'cc', {
      owners: owned('StatefulSet', 'web', 's1'),
    }),
    breaks: ['SS-RET-013'],
  },
  {
    story: 'policies',
    edit: 'the claim of web-1 is never reached by a policy',
    change: without(claim('c1', 5000)),
    breaks: ['SS-RET-005', 'SS-RET-008'],
  },
  {
    story: 'foreign',
    edit: 'a claim with a controller of its own is deleted',
    change: (history) =>
      renumbered([
        ...history,
        ...history.flatMap((entry) =>
          entry.kind === 'claim' && entry.uid === 'c2'
            ? [{ ...entry, op: 'modified' as const, at: 8000, rv: 900, deleting: 'deleted' }]
            : [],
        ),
      ]),
    breaks: ['SS-RET-010', 'SS-RET-011'],
  },
  {
    story: 'foreign',
    edit: 'a claim is deleted that has an owner left beside its pod',
    change: (history) =>
      renumbered([
        ...history,
        ...history.flatMap((entry) =>
          entry.kind === 'claim' && entry.uid === 'c1' && entry.op === 'modified'
            ? [{ ...entry, at: 9000, rv: 900, deleting: 'deleted' }]
            : [],
        ),
      ]),
    breaks: ['SS-RET-011'],
  },
  {
    story: 'foreign',
    edit: 'a claim loses the owner that was not its set’s',
    change: change('claim', ({ uid, at }) => uid === 'c1' && at > 3000, {
      owners: owned('Pod', 'web-1', 'b'),
    }),
    breaks: ['SS-RET-011'],
  },
];

function claim(uid: string, after: number) {
  return (entry: Entry) => entry.kind === 'claim' && entry.uid === uid && entry.at > after;
}

/** The same history, looked at for longer. */
function lasting(history: History): History {
  return shift('step', ({ name }) => name === 'end', 90_000)(history);
}
