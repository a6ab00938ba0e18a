import { change, type Mutation, shift } from '../drawn-edits.ts';

export const atMostOneMutations: readonly Mutation[] = [
  {
    story: 'replacement',
    edit: 'web-2 is an alias of web-1',
    change: change('pod', ({ uid }) => uid === 'e', { name: 'web-01' }),
    breaks: ['SS-AMO-014', 'SS-IDN-001', 'SS-IDN-002'],
  },
  {
    story: 'unspokenFor',
    edit: 'the pod of web-0 is removed while its kubelet is away',
    change: shift('pod', ({ uid, op }) => uid === 'a' && op === 'deleted', -20_000),
    breaks: ['SS-AMO-003'],
  },
  {
    story: 'unattended',
    edit: 'a container of the next web-0 starts before the old one has stopped',
    change: shift('runtime', ({ podUid, op }) => podUid === 'b' && op === 'started', -13_000),
    breaks: ['SS-AMO-001', 'SS-AMO-010'],
  },
];
