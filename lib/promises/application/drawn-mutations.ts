import { change, type Mutation, shift } from '../drawn-edits.ts';

export const applicationMutations: readonly Mutation[] = [
  {
    story: 'application',
    edit: 'the member that crashed finds one record less',
    change: change('epoch', ({ uid, foundN }) => uid === 'a' && foundN === 2, { foundN: 1 }),
    breaks: ['SS-APP-001', 'SS-STO-004'],
  },
  {
    story: 'application',
    edit: 'the member that was deleted finds one record less',
    change: change('epoch', ({ uid }) => uid === 'b', { foundN: 4 }),
    breaks: ['SS-APP-001', 'SS-APP-010', 'SS-STO-004'],
  },
  {
    story: 'application',
    edit: 'after the full stop one member finds nothing',
    change: change('epoch', ({ uid }) => uid === 'd', { foundN: 0 }),
    breaks: ['SS-APP-001', 'SS-APP-006', 'SS-STO-004'],
  },
  {
    story: 'application',
    edit: 'the old web-0 still writes when the new one does',
    change: shift('beat', ({ uid, n }) => uid === 'a' && n === 5, 6000),
    breaks: ['SS-AMO-001', 'SS-AMO-012', 'SS-APP-002'],
  },
];
