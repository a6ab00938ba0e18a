import type { Entry, History } from '../../model/entry.ts';
import { change, type Mutation, recreateClaim, shift, without } from '../drawn-edits.ts';

export const storageMutations: readonly Mutation[] = [
  {
    story: 'repair',
    edit: 'the pod of web-1 is created before its claim',
    change: shift('audit', ({ uid }) => uid === 'c1', 2500),
    breaks: ['SS-STO-002'],
  },
  {
    story: 'repair',
    edit: 'the claim of web-1 is not made anew',
    change: without((entry) => isClaim(entry, 'c2')),
    breaks: ['SS-STO-001', 'SS-STO-007'],
  },
  {
    story: 'repair',
    edit: 'a volume of the template is lost over the claim of the same name',
    change: change('pod', ({ uid }) => uid === 'a', { volumes: ['data', 'shared'] }),
    breaks: ['SS-STO-003'],
  },
  {
    story: 'repair',
    edit: 'the claim of web-1 is gone while its pod runs',
    change: shift('claim', ({ uid, op }) => uid === 'c1' && op === 'deleted', -9000),
    breaks: ['SS-STO-010'],
  },
  {
    story: 'repair',
    edit: 'a claim is made larger than its template asks',
    change: change('claim', ({ uid }) => uid === 'c2', { size: '2Mi' }),
    breaks: ['SS-STO-001', 'SS-STO-018'],
  },
  {
    story: 'ordering',
    edit: 'web-2 comes back to a claim that is not its old one',
    change: recreateClaim('data-web-2', 24_000),
    breaks: ['SS-RET-001', 'SS-STO-006', 'SS-STO-011'],
  },
  {
    story: 'repair',
    edit: 'web-2 is created although its claim was refused',
    change: shift('pod', ({ uid }) => uid === 'e', -6000),
    breaks: ['SS-STO-001', 'SS-STO-017'],
  },
  {
    story: 'attachment',
    edit: 'a volume is attached to a second node before it is detached from the first',
    change: (history) =>
      history.map((entry) =>
        entry.kind === 'attachment' && entry.uid === 'v2' ? { ...entry, rv: 1, at: 500 } : entry,
      ),
    breaks: ['SS-STO-015'],
  },
  {
    story: 'behindAClosedDoor',
    edit: 'web-0 comes up on another node, with nothing',
    change: (history) =>
      change('pod', ({ uid, node }) => uid === 'b' && node !== null, { node: 'n2' })(
        recreateClaim('data-web-0', 9000)(history),
      ),
    breaks: ['SS-STO-006', 'SS-STO-020'],
  },
  {
    story: 'sharing',
    edit: 'a second pod is let in to a claim that is for one',
    change: change('pod', ({ uid, deleting }) => uid === 'e' && deleting !== null, {
      phase: 'Running',
    }),
    breaks: ['SS-STO-021'],
  },
  {
    story: 'repair',
    edit: 'the claim of web-1 is made small again',
    change: (history) => history.flatMap(withShrinking),
    breaks: ['SS-STO-018'],
  },
  {
    story: 'repair',
    edit: 'the claim of web-2 is made as large as that of web-1 became',
    change: change('claim', ({ uid }) => uid === 'c3', { size: '2Mi' }),
    breaks: ['SS-STO-001', 'SS-STO-018'],
  },
];

/** Larger, and some time later as it was made. */
function withShrinking(entry: Entry): History {
  if (!isClaim(entry, 'c1') || entry.kind !== 'claim' || entry.size !== '2Mi') return [entry];
  if (entry.deleting !== null) return [entry];
  return [entry, { ...entry, at: entry.at + 1000, rv: 900, size: '1Mi', seq: 9_000 }];
}

function isClaim(entry: Entry, uid: string): boolean {
  return entry.kind === 'claim' && entry.uid === uid;
}
