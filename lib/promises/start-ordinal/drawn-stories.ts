import type { History } from '../../model/entry.ts';
import { type DrawnRows, drawAll } from '../redraw.ts';

/** Whole stories in which the promises of this area are put to the test and kept. */
export const startOrdinalRows: DrawnRows = {
  /** A range of two moves up by two, and the claims below it go. */
  movedRange: [
    'set web s1 replicas=2 whenScaled=Delete m=start:2 | f..m',
    'claim data-web-0 c0 m=own:Pod/web-0/a |             f....m........-',
    'claim data-web-1 c1 m=own:Pod/web-1/b |             f....m.......-',
    'claim data-web-2 c2 |                               ...+',
    'claim data-web-3 c3 |                               ......+',
    'pod web-0 a @n1 |                                   f...........T-',
    'pod web-1 b @n2 |                                   f.........T-',
    'pod web-2 c @n1 |                                   ....+.R',
    'pod web-3 d @n2 |                                   .......+.R',
    'converged web replicas=2 |                          ...............!',
  ],
};

export const startOrdinalStories: Readonly<Record<string, History>> = drawAll(startOrdinalRows);
