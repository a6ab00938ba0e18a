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
  {
    story: 'fenced',
    edit: 'web-0 is replaced before anybody vouched',
    change: shift(
      'pod',
      ({ uid, op }) => uid === 'b' || (uid === 'a' && op === 'deleted'),
      -16_000,
    ),
    breaks: ['SS-AMO-004'],
  },
  {
    story: 'fenced',
    edit: 'the heir of web-0 comes up on the dead node',
    change: change('pod', ({ uid, node }) => uid === 'b' && node !== null, { node: 'n1' }),
    breaks: ['SS-NOD-001'],
  },
  {
    story: 'fenced',
    edit: 'the old web-0 ends only when its node is back',
    change: shift('runtime', ({ podUid, op }) => podUid === 'a' && op === 'stopped', 50_000),
    breaks: ['SS-AMO-001', 'SS-NOD-005'],
  },
  {
    story: 'fencedAndAttached',
    edit: 'the dead node keeps the volume of web-0 for more than a minute',
    change: shift('attachment', ({ uid, op }) => uid === 'v1' && op === 'deleted', 70_000),
    breaks: ['SS-NOD-002'],
  },
  {
    story: 'rebooted',
    edit: 'web-0 is evicted at the first sign',
    change: change('pod', ({ uid, at }) => uid === 'a' && at > 4000, {
      ...{ deleting: 'then', grace: 5, disruption: 'DeletionByTaintManager' },
    }),
    breaks: ['SS-NOD-007'],
  },
];
