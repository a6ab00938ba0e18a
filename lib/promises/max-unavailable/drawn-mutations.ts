import { change, type Mutation, shift } from '../drawn-edits.ts';
import { redraw } from '../redraw.ts';
import { inOrderRows, UNWELL_BELOW } from './drawn-stories.ts';

export const maxUnavailableMutations: readonly Mutation[] = [
  {
    story: 'gateOn',
    edit: 'the field is dropped although the gate is on',
    change: change('request', ({ probe }) => probe === 'max-unavailable-kept', {
      facts: { finds: {} },
    }),
    breaks: ['SS-MXU-001'],
  },
  {
    story: 'gateOn',
    edit: 'none at all is accepted',
    change: change('request', ({ probe }) => probe === 'max-unavailable-of-0', { code: 200 }),
    breaks: ['SS-MXU-005'],
  },
  {
    story: 'byHalves',
    edit: 'two more are taken before the first two are back',
    change: shift('pod', ({ uid, op }) => 'bc'.includes(uid) && op !== 'found', -4500),
    breaks: ['SS-MXU-002', 'SS-MXU-004'],
  },
  {
    story: 'inOrder',
    edit: 'whoever went together comes back together',
    change: redraw(inOrderRows.inOrder, 'pod web-1 d @n1 claim=none rev=r2 | .....+R'),
    breaks: ['SS-MXU-006', 'SS-ORD-001', 'SS-ORD-002', 'SS-ORD-009'],
  },
  {
    story: 'gateTakenBack',
    edit: 'what is stored is used although the gate is off',
    change: shift(
      'pod',
      ({ uid, deleting, op }) => uid === 'a' && (deleting !== null || op === 'deleted'),
      -3500,
    ),
    breaks: ['SS-MXU-008'],
  },
  {
    story: 'unwellBelow',
    edit: 'two are taken at once although a third is unwell',
    change: redraw(
      UNWELL_BELOW,
      'pod web-2 c @n1 claim=none | f....T-',
      'pod web-2 g @n1 claim=none rev=r2 | .......+.R',
    ),
    breaks: ['SS-MXU-007'],
  },
];
