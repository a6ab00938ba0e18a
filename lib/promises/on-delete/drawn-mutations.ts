import { change, type Mutation, without } from '../drawn-edits.ts';

export const onDeleteMutations: readonly Mutation[] = [
  {
    story: 'onDelete',
    edit: 'nobody asked for web-1 to be deleted',
    change: without(({ kind }) => kind === 'request'),
    breaks: ['SS-OND-001'],
  },
  {
    story: 'onDelete',
    edit: 'web-1 comes back as it was',
    change: change('pod', ({ uid }) => uid === 'd', { revision: 'r1' }),
    breaks: ['SS-OND-002', 'SS-STA-002', 'SS-UPD-011'],
  },
  {
    story: 'onDeleteQuestions',
    edit: 'parameters of a rolling update are accepted',
    change: change('request', ({ probe }) => probe === 'on-delete-with-rolling-update', {
      code: 200,
    }),
    breaks: ['SS-OND-005'],
  },
];
