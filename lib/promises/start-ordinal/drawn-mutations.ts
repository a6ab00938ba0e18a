import { change, type Mutation } from '../drawn-edits.ts';
import { NAME_LABEL } from '../identity/labels.ts';
import { redraw } from '../redraw.ts';
import { GROWS, SLICE, startOrdinalRows } from './drawn-stories.ts';

const { movedRange, handedOver } = startOrdinalRows;

export const startOrdinalMutations: readonly Mutation[] = [
  {
    story: 'movedRange',
    edit: 'web-3 loses its index on the way',
    change: change('pod', ({ uid, ready }) => uid === 'd' && ready, {
      labels: { [NAME_LABEL]: 'web-3' },
    }),
    breaks: ['SS-SOR-001'],
  },
  {
    story: 'movedRange',
    edit: 'web-0 is left behind',
    change: redraw(
      movedRange,
      'pod web-0 a @n1 | f',
      'claim data-web-0 c0 m=own:Pod/web-0/a | f....m',
    ),
    breaks: ['SS-IDN-001', 'SS-IDN-002', 'SS-SOR-002', 'SS-STA-003'],
  },
  {
    story: 'handedOver',
    edit: 'the target grows before the source has shrunk',
    change: redraw(
      handedOver,
      `set there s2 replicas=0 ${SLICE} ${GROWS} | f.m`,
      'pod there-1 c of=s2 set=there claim=none @n3 | ...+.R',
      'run there-1 c @n3 | ....[',
    ),
    breaks: ['SS-SOR-006'],
  },
];
