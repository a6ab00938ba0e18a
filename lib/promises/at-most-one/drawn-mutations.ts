import { change, type Mutation } from '../drawn-edits.ts';

export const atMostOneMutations: readonly Mutation[] = [
  {
    story: 'replacement',
    edit: 'web-2 is an alias of web-1',
    change: change('pod', ({ uid }) => uid === 'e', { name: 'web-01' }),
    breaks: ['SS-AMO-014', 'SS-IDN-001', 'SS-IDN-002'],
  },
];
