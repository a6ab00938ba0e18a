import type { Mutation } from '../drawn-edits.ts';
import { change } from '../drawn-edits.ts';
import { redraw } from '../redraw.ts';
import { terminationRows } from './drawn-stories.ts';

const { ended, finalizer, slowShutdown } = terminationRows;

export const terminationMutations: readonly Mutation[] = [
  {
    story: 'slowShutdown',
    edit: 'web-2 is given one second',
    change: redraw(slowShutdown, 'pod web-2 c @n3 claim=none grace=1 | f...T.....-'),
    breaks: ['SS-TRM-001'],
  },
  {
    story: 'slowShutdown',
    edit: 'the controller asks for no grace',
    change: change('audit', ({ name }) => name === 'web-2', { grace: 0 }),
    breaks: ['SS-TRM-002'],
  },
  {
    story: 'slowShutdown',
    edit: 'web-2 runs on after it was removed',
    change: redraw(slowShutdown, 'run web-2 c @n3 | f............]'),
    breaks: ['SS-TRM-003'],
  },
  {
    story: 'slowShutdown',
    edit: 'web-1 is deleted while web-2 shuts down',
    change: redraw(slowShutdown, 'pod web-1 b @n2 claim=none | f.......T.....-'),
    breaks: ['SS-ORD-004', 'SS-TRM-005'],
  },
  {
    story: 'finalizer',
    edit: 'web-0 is created anew while the finalizer holds it',
    change: redraw(finalizer, 'pod web-0 b @n1 claim=none | ......+.R'),
    breaks: ['SS-AMO-014', 'SS-TRM-004', 'SS-TRM-006'],
  },
  {
    story: 'ended',
    edit: 'web-0 ends, and that is that',
    change: redraw(
      ended,
      `set web s1 replicas=1 templates=none | f${'.'.repeat(80)}f`,
      'pod web-0 a @n1 claim=none | f..S',
      'pod web-0 b |',
    ),
    breaks: ['SS-IDN-001', 'SS-IDN-002', 'SS-STA-003', 'SS-TRM-010'],
  },
];
