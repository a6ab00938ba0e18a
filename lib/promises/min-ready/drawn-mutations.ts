import type { Mutation } from '../drawn-edits.ts';
import { redraw } from '../redraw.ts';
import { INTERRUPTED, minReadyRows, PATIENT } from './drawn-stories.ts';

const { interrupted, patience } = minReadyRows;

export const minReadyMutations: readonly Mutation[] = [
  {
    story: 'patience',
    edit: 'Ready is called available',
    change: redraw(
      patience,
      `${PATIENT} m=ready:1,available:1 n=ready:1,available:1 | +..m......n`,
    ),
    breaks: ['SS-MRS-001'],
  },
  {
    story: 'patience',
    edit: 'the flap is not counted',
    change: redraw(patience, 'set web s1 q=available:2 | .............................q'),
    breaks: ['SS-MRS-001', 'SS-MRS-004'],
  },
  {
    story: 'patience',
    edit: 'web-1 is created when web-0 is Ready',
    change: redraw(patience, 'pod web-1 b @n2 claim=none | .....+.......R'),
    breaks: ['SS-MRS-003', 'SS-ORD-001'],
  },
  {
    story: 'patience',
    edit: 'the new patience restarts web-1',
    change: redraw(
      patience,
      'set web s1 n=minReadySeconds:1,available:1 | ..........................................n',
      'pod web-1 b @n2 claim=none | ...........+.R.............................T-',
    ),
    breaks: ['SS-MRS-002', 'SS-UPD-003', 'SS-UPD-005'],
  },
  {
    story: 'interrupted',
    edit: 'the wait begins again with the controller',
    change: redraw(interrupted, `${INTERRUPTED}${'.'.repeat(74)}u`),
    breaks: ['SS-MRS-006'],
  },
];
