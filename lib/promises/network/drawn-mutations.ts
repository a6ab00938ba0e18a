import { change, type Mutation } from '../drawn-edits.ts';
import { redraw } from '../redraw.ts';
import { networkRows } from './drawn-stories.ts';

const NEW = '10.0.0.2';
const { names } = networkRows;

export const networkMutations: readonly Mutation[] = [
  {
    story: 'names',
    edit: 'the Service still leads to the member that went',
    change: change('dns', ({ name, answers }) => name.startsWith('web.') && answers[0] === NEW, {
      answers: ['10.0.0.1', NEW],
    }),
    breaks: ['SS-NET-002'],
  },
  {
    story: 'names',
    edit: 'one that is Terminating is a ready endpoint',
    change: redraw(
      names,
      'slice web e1 m=web-0/a/10.0.0.1/R n=web-0/a/10.0.0.1/RT o=web-0/b/10.0.0.2/R | ....m.....n...........o',
    ),
    breaks: ['SS-NET-004', 'SS-TRM-008'],
  },
  {
    story: 'names',
    edit: 'one that is Terminating keeps its name',
    change: change('dns', ({ asked, answers }) => asked > 510_000 && answers.length === 0, {
      answers: ['10.0.0.1'],
    }),
    breaks: ['SS-NET-004', 'SS-TRM-008'],
  },
  {
    story: 'names',
    edit: 'the second Service names the members, too',
    change: redraw(
      names,
      'slice only e2 m=web-0/a/10.0.0.1/R n=-/a/10.0.0.1/ST o=-/b/10.0.0.2/R | ....m.....n...........o',
    ),
    breaks: ['SS-NET-006'],
  },
  {
    story: 'publishing',
    edit: 'nobody is found before being Ready',
    change: change('dns', ({ at }) => at < 508_000, { answers: [] }),
    breaks: ['SS-NET-005'],
  },
  {
    story: 'publishing',
    edit: 'web-0 leads to bare-0',
    change: change('dns', () => true, { answers: ['10.0.0.2'] }),
    breaks: ['SS-NET-001', 'SS-NET-005', 'SS-NET-008'],
  },
  {
    story: 'publishing',
    edit: 'the set owns its Service',
    change: change('service', () => true, { owners: ['s1'] }),
    breaks: ['SS-NET-014'],
  },
];
