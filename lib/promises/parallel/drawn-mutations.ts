import type { Mutation } from '../drawn-edits.ts';
import { redraw } from '../redraw.ts';
import { parallelRows } from './drawn-stories.ts';

const { burst, parallelRollout, brokenParallel } = parallelRows;
const LATE = '.'.repeat(80);

export const parallelMutations: readonly Mutation[] = [
  {
    story: 'burst',
    edit: 'web-2 is not created while web-1 is not Ready',
    change: redraw(
      burst,
      `set web s1 policy=Parallel templates=none | +${LATE}.f`,
      'pod web-1 b @n2 claim=none | .+',
      'pod web-2 c |',
    ),
    breaks: ['SS-IDN-001', 'SS-IDN-002', 'SS-PAR-001', 'SS-STA-003'],
  },
  {
    story: 'burst',
    edit: 'web-1 is deleted only when web-2 is gone',
    change: redraw(burst, 'pod web-1 b @n2 claim=none | .+.R................T...-'),
    breaks: ['SS-PAR-002', 'SS-STA-004'],
  },
  {
    story: 'brokenParallel',
    edit: 'web-0 is there twice',
    change: redraw(brokenParallel, 'pod web-0 c @n1 claim=none | .........+..R'),
    breaks: ['SS-AMO-014', 'SS-PAR-003', 'SS-TRM-004'],
  },
  {
    story: 'parallelRollout',
    edit: 'web-1 is updated along with web-2',
    change: redraw(parallelRollout, 'pod web-1 b @n2 claim=none | f....T-'),
    breaks: ['SS-PAR-004', 'SS-UPD-001'],
  },
];
