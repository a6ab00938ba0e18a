import { type Mutation, without } from '../drawn-edits.ts';

export const controlPlaneMutations: readonly Mutation[] = [
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
    breaks: ['SS-CTL-010', 'SS-IDN-001', 'SS-IDN-002', 'SS-STA-003'],
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
