import { change, type Mutation } from '../drawn-edits.ts';
import { redraw } from '../redraw.ts';
import { orderingRows } from './drawn-stories.ts';

const { haltedGrowth, haltedShrinking, lossesBelow, slowToGo, sleep, shrinkAndUpdate } =
  orderingRows;

export const orderingMutations: readonly Mutation[] = [
  {
    story: 'haltedGrowth',
    edit: 'web-2 is created while web-0 is not Ready',
    change: redraw(haltedGrowth, 'pod web-2 c @n3 claim=none | ........+.R'),
    breaks: ['SS-ORD-001', 'SS-ORD-003'],
  },
  {
    story: 'haltedGrowth',
    edit: 'web-0 is deleted for not being Ready',
    change: redraw(haltedGrowth, 'pod web-0 a @n1 claim=none | f..r....T-'),
    breaks: ['SS-ORD-001', 'SS-ORD-013', 'SS-UPD-003', 'SS-UPD-005'],
  },
  {
    story: 'haltedShrinking',
    edit: 'web-2 is deleted while web-0 is not Ready',
    change: redraw(haltedShrinking, 'pod web-2 c @n3 claim=none | f.......T-'),
    breaks: ['SS-ORD-005'],
  },
  {
    story: 'lossesBelow',
    edit: 'web-1 comes back before web-0 does',
    change: redraw(
      lossesBelow,
      'pod web-0 d @n1 claim=none | .........+.R',
      'pod web-1 e @n2 claim=none | ......+.R',
    ),
    breaks: ['SS-ORD-001', 'SS-ORD-007'],
  },
  {
    story: 'lossesBelow',
    edit: 'web-2 is deleted when web-0 is lost, and it had run',
    change: redraw(lossesBelow, 'pod web-2 c @n3 claim=none | f......T-'),
    breaks: ['SS-ORD-007', 'SS-ORD-015', 'SS-UPD-003'],
  },
  {
    story: 'lossesBelow',
    edit: 'web-0 waits for web-2 for ever',
    change: redraw(
      lossesBelow,
      `pod web-2 c @n3 claim=none | f.r${'.'.repeat(80)}P`,
      'pod web-0 d @n1 claim=none |',
      'pod web-1 e @n2 claim=none |',
    ),
    breaks: ['SS-IDN-001', 'SS-IDN-002', 'SS-ORD-008', 'SS-STA-003'],
  },
  {
    story: 'slowToGo',
    edit: 'web-2 is deleted while web-0 is Terminating',
    change: redraw(slowToGo, 'pod web-2 c @n3 claim=none | f......T.-'),
    breaks: ['SS-ORD-014'],
  },
  {
    story: 'slowToGo',
    edit: 'one is created that neither range asks for',
    change: change('pod', ({ uid }) => uid === 'd', { name: 'web-7', hostname: 'web-7' }),
    breaks: [
      'SS-IDN-001',
      'SS-IDN-002',
      'SS-IDN-005',
      'SS-IDN-006',
      'SS-ORD-001',
      'SS-ORD-004',
      'SS-ORD-010',
    ],
  },
  {
    story: 'sleep',
    edit: 'web-0 stays up as if one replica had been asked for',
    change: redraw(
      sleep,
      `set web s1 replicas=2 templates=none | f..0${'.'.repeat(80)}2`,
      'pod web-0 a @n1 claim=none | f',
      'pod web-0 c @n1 claim=none |',
      'pod web-1 d @n2 claim=none |',
    ),
    breaks: ['SS-IDN-001', 'SS-IDN-002', 'SS-ORD-011', 'SS-STA-003', 'SS-STA-004'],
  },
  {
    story: 'shrinkAndUpdate',
    edit: 'web-0 is updated while web-1 is to go',
    change: redraw(shrinkAndUpdate, 'pod web-1 b @n2 claim=none | f........T-'),
    breaks: ['SS-ORD-012', 'SS-STA-004'],
  },
];
