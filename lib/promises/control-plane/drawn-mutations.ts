import { change, type Mutation, pod, recreateClaim, shift, swap, without } from '../drawn-edits.ts';

export const controlPlaneMutations: readonly Mutation[] = [
  {
    story: 'failover',
    edit: 'a claim is made anew while the controller restarts',
    change: recreateClaim('data-web-0', 5000),
    breaks: ['SS-CTL-001', 'SS-STO-010'],
  },
  {
    story: 'failover',
    edit: 'the new leader starts both at once',
    change: swap(pod('h', 'added'), (entry) => pod('g', 'modified')(entry)),
    breaks: ['SS-CTL-002', 'SS-ORD-001', 'SS-ORD-002'],
  },
  {
    story: 'unreachable',
    edit: 'a kubelet that hears nothing stops what it runs',
    change: shift('runtime', ({ op, podUid }) => op === 'stopped' && podUid === 'e', -11_000),
    breaks: ['SS-CTL-003'],
  },
  {
    story: 'unreachable',
    edit: 'an old copy of the store is put back',
    change: change('set', ({ at }) => at > 14_000, { generation: 1 }),
    breaks: ['SS-CTL-004', 'SS-STA-001'],
  },
  {
    story: 'denied',
    edit: 'the controller gives up on web-2',
    change: without((entry) => entry.kind === 'pod' && ['e', 'g'].includes(entry.uid)),
    breaks: [
      ...[
        'SS-CTL-009',
        'SS-CTL-010',
        'SS-CTL-011',
        'SS-IDN-001',
        'SS-IDN-002',
        'SS-ORD-010',
        'SS-STA-003',
      ],
    ],
  },
  {
    story: 'unattended',
    edit: 'nobody wakes up for web-1',
    change: without((entry) => entry.kind === 'pod' && entry.uid === 'g'),
    breaks: ['SS-CTL-002', 'SS-CTL-010', 'SS-IDN-001', 'SS-IDN-002', 'SS-STA-003'],
  },
  {
    story: 'denied',
    edit: 'the set stops at what was asked for in between',
    change: without((entry) => entry.kind === 'pod' && entry.uid === 'g'),
    breaks: [
      ...['SS-CTL-010', 'SS-CTL-011', 'SS-IDN-001', 'SS-IDN-002', 'SS-ORD-010', 'SS-STA-003'],
    ],
  },
];
