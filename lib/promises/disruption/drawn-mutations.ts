import { change, type Mutation } from '../drawn-edits.ts';

export const disruptionMutations: readonly Mutation[] = [
  {
    story: 'budget',
    edit: 'web-1 is evicted although the budget is used up',
    change: change('request', ({ name, at }) => name === 'web-1' && at > 18_000 && at < 19_000, {
      code: 200,
    }),
    breaks: ['SS-PDB-001'],
  },
  {
    story: 'uncounted',
    edit: 'the budget counts the pods that are there',
    change: change('pdb', ({ expectedPods, at }) => expectedPods === 3 && at > 12_000, {
      expectedPods: 2,
    }),
    breaks: ['SS-PDB-002'],
  },
  {
    story: 'uncounted',
    edit: 'one disruption more is allowed than can be spared',
    change: change('pdb', ({ at }) => at > 12_000 && at < 20_000, { disruptionsAllowed: 2 }),
    breaks: ['SS-PDB-002'],
  },
  {
    story: 'drain',
    edit: 'web-0 returns to the node that is drained',
    change: change('pod', ({ uid }) => uid === 'b', { node: 'n1' }),
    breaks: ['SS-PDB-003'],
  },
  {
    story: 'budget',
    edit: 'both of two evictions are granted where one was allowed',
    change: change('request', ({ name, at }) => name === 'web-1' && at < 5000, { code: 200 }),
    breaks: ['SS-PDB-004'],
  },
  {
    story: 'uncounted',
    edit: 'a second eviction is granted while nobody counts',
    change: change('request', ({ name }) => name === 'web-1', { code: 200 }),
    breaks: ['SS-PDB-001', 'SS-PDB-010'],
  },
];
