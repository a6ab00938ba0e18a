import { change, type Mutation } from '../drawn-edits.ts';

export const securityMutations: readonly Mutation[] = [
  {
    story: 'tokens',
    edit: 'one member acts under an account of its own',
    change: change('pod', ({ uid }) => uid === 'd', { serviceAccount: 'web-1' }),
    breaks: ['SS-SEC-002'],
  },
  {
    story: 'tokens',
    edit: 'the token of the dead is believed',
    change: change('request', ({ code }) => code === 401, { code: 201 }),
    breaks: ['SS-SEC-001'],
  },
  {
    story: 'planted',
    edit: 'a set that was warned of gets its pods',
    change: change('pod', ({ uid }) => uid === 'b', {
      owner: { kind: 'StatefulSet', name: 'denied', uid: 's5' },
    }),
    breaks: ['SS-IDN-001', 'SS-IDN-002', 'SS-SEC-004', 'SS-STA-002', 'SS-STA-003'],
  },
];
