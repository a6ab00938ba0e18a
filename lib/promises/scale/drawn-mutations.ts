import { change, type Mutation } from '../drawn-edits.ts';

export const scaleMutations: readonly Mutation[] = [
  {
    story: 'scaleQuestions',
    edit: 'a patch is accepted and dropped',
    change: change('request', ({ probe }) => probe === 'scale-is-patched', {
      facts: { finds: { 'spec.replicas': 4 }, generationGrows: 0 },
    }),
    breaks: ['SS-SCL-001'],
  },
  {
    story: 'scaleQuestions',
    edit: 'less than nothing is accepted',
    change: change('request', ({ probe }) => probe === 'scale-below-zero-put', { code: 200 }),
    breaks: ['SS-SCL-004'],
  },
  {
    story: 'scale',
    edit: 'the strategy is another one afterwards',
    change: change('set', ({ generation }) => generation > 1, { revisionHistoryLimit: 7 }),
    breaks: ['SS-SCL-003'],
  },
];
