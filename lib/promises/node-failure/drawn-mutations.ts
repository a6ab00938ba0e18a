import { change, type Mutation } from '../drawn-edits.ts';

export const nodeFailureMutations: readonly Mutation[] = [
  {
    story: 'failed',
    edit: 'web-1 comes back with the claim of web-2',
    change: change('pod', ({ uid }) => uid === 'g', { claims: { data: 'data-web-2' } }),
    breaks: ['SS-IDN-010', 'SS-NOD-009', 'SS-STO-001', 'SS-STO-005'],
  },
];
