import { change, type Mutation, shift } from '../drawn-edits.ts';
import { OUT_OF_SERVICE } from './called-dead.ts';

export const nodeFailureMutations: readonly Mutation[] = [
  {
    story: 'failed',
    edit: 'web-1 comes back with the claim of web-2',
    change: change('pod', ({ uid }) => uid === 'g', { claims: { data: 'data-web-2' } }),
    breaks: ['SS-IDN-010', 'SS-NOD-009', 'SS-STO-001', 'SS-STO-005'],
  },
  {
    story: 'calledDead',
    edit: 'web-0 is taken off a node that is well before it has stopped',
    change: shift('pod', ({ uid, op }) => uid === 'a' && op === 'deleted', -3000),
    breaks: ['SS-NOD-003'],
  },
  {
    story: 'calledDead',
    edit: 'web-0 is evicted, though it puts up with the taint',
    change: change('pod', ({ uid }) => uid === 'a', {
      tolerations: [{ key: OUT_OF_SERVICE, effect: 'NoExecute', seconds: null }],
    }),
    breaks: ['SS-NOD-004'],
  },
];
