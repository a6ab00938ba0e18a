import { change, type Mutation, recreateClaim, shift, without } from '../drawn-edits.ts';

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
    breaks: ['SS-CTL-002', 'SS-CTL-010', 'SS-IDN-001', 'SS-IDN-002', 'SS-STA-003'],
  },
  {
    story: 'failover',
    edit: 'a claim is another one after the restart',
    change: recreateClaim('data-web-0', 5000),
    breaks: ['SS-CTL-001', 'SS-STO-010'],
  },
  {
    story: 'unreachable',
    edit: 'a member is stopped while the API is away',
    change: shift('runtime', ({ op }) => op === 'stopped', -11_000),
    breaks: ['SS-CTL-003'],
  },
  {
    story: 'unreachable',
    edit: 'what was acknowledged is forgotten with the store',
    change: change('request', ({ at }) => at < 5000, { facts: { generation: 9 } }),
    breaks: ['SS-CTL-004'],
  },
  {
    story: 'unreachable',
    edit: 'a scheduler ends of what it sees when the API is back',
    change: change('lease', ({ name, at }) => name === 'kube-scheduler' && at > 20_000, {
      holder: 'node_b',
    }),
    breaks: ['SS-CTL-012'],
  },
  {
    story: 'denied',
    edit: 'the set stops at what was asked for in between',
    change: without((entry) => entry.kind === 'pod' && entry.uid === 'g'),
    breaks: [
      ...['SS-CTL-010', 'SS-CTL-011', 'SS-IDN-001', 'SS-IDN-002', 'SS-ORD-010', 'SS-STA-003'],
    ],
  },
  {
    story: 'failover',
    edit: 'the controller tries to create web-1 twice',
    change: change('audit', ({ verb, name }) => verb === 'create' && name === 'web-2', {
      ...{ name: 'web-1', code: 409 },
    }),
    breaks: ['SS-CTL-005'],
  },
];
