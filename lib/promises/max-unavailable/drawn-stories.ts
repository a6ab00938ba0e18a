import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { renumbered } from '../drawn-edits.ts';
import { type DrawnRows, drawAll } from '../redraw.ts';
import { answerAsDue } from '../validation/drawn-stories.ts';
import { fieldProbes, valueProbes } from './answers.ts';

const ON = 'subject capabilities=max-unavailable';
const owed = [...fieldProbes, ...valueProbes].filter(({ when }) => when?.is !== false);

/** One below the line is unwell, so of the two that may be missing only one is renewed. */
export const UNWELL_BELOW: readonly string[] = [
  ON,
  'set web s1 replicas=4 policy=Parallel templates=none above=1 most=2 m=update:r2 | f...m',
  'pod web-0 a @n1 claim=none |        f.r...................R',
  'pod web-3 d @n1 claim=none |        f....T-',
  'pod web-3 h @n1 claim=none rev=r2 | .......+......R',
  'pod web-2 c @n1 claim=none |        f..............T-',
  'pod web-2 g @n1 claim=none rev=r2 | .................+.R',
  'pod web-1 b @n1 claim=none |        f...................T-',
  'pod web-1 f @n1 claim=none rev=r2 | ......................+.R',
];

/** In rows, for those who change some of them. */
export const inOrderRows: DrawnRows = {
  /** Two go at once, and come back one after the other, for their set wants them in order. */
  inOrder: [
    'set web s1 replicas=2 templates=none most=2 m=update:r2 s=current:r2 | f.m.........s',
    'pod web-1 b @n1 claim=none |        f..T-',
    'pod web-0 a @n1 claim=none |        f..T-',
    'pod web-0 c @n1 claim=none rev=r2 | .....+.R',
    'pod web-1 d @n1 claim=none rev=r2 | .........+R',
  ],
};

/** Whole stories in which the promises of this area are put to the test and kept. */
export const maxUnavailableStories: Readonly<Record<string, History>> = {
  /** A server whose gate is on is asked what the field may be. */
  gateOn: renumbered([...draw(ON), ...owed.map(answerAsDue)]),

  ...drawAll(inOrderRows),

  /** Five are renewed, half of them at a time: that is two. */
  byHalves: draw(
    ON,
    'set web s1 replicas=5 policy=Parallel templates=none most=50% m=update:r2 s=current:r2 | f.m..............s',
    'pod web-4 e @n1 claim=none |        f..T-',
    'pod web-3 d @n1 claim=none |        f..T-',
    'pod web-4 j @n1 claim=none rev=r2 | .....+.R',
    'pod web-3 i @n1 claim=none rev=r2 | .....+.R',
    'pod web-2 c @n1 claim=none |        f.......T-',
    'pod web-1 b @n1 claim=none |        f.......T-',
    'pod web-2 h @n1 claim=none rev=r2 | ..........+.R',
    'pod web-1 g @n1 claim=none rev=r2 | ..........+.R',
    'pod web-0 a @n1 claim=none |        f............T-',
    'pod web-0 f @n1 claim=none rev=r2 | ...............+R',
  ),

  unwellBelow: draw(...UNWELL_BELOW),

  /** The gate is on for a while, and what was stored then is updated when it is off again. */
  gateTakenBack: draw(
    'fault flip-gate node=n1 | i<....u>',
    'set web s1 replicas=2 policy=Parallel templates=none most=2 m=update:r2 s=current:r2 | ..+.......m........s',
    'pod web-1 b @n1 claim=none |        ..+R......T-',
    'pod web-1 d @n1 claim=none rev=r2 | ............+R',
    'pod web-0 a @n1 claim=none |        ..+R..........T-',
    'pod web-0 c @n1 claim=none rev=r2 | ................+R',
  ),
};
