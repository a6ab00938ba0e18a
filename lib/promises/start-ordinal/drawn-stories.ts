import type { History } from '../../model/entry.ts';
import { type DrawnRows, drawAll } from '../redraw.ts';

/** Of a range that is handed over, and what the set is asked for that takes up an ordinal. */
export const SLICE = 'labels=steadfast.dev/slice-of:range templates=none';
export const GROWS = 'm=start:1,replicas:1';

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

  /** The upper one of two is given up by one set, and taken up by another. */
  handedOver: [
    `set here s1 replicas=2 ${SLICE} | f..1`,
    `set there s2 replicas=0 ${SLICE} ${GROWS} | f........m`,
    'pod here-0 a of=s1 set=here claim=none @n1 |                        f',
    'pod here-1 b of=s1 set=here claim=none @n2 |                        f....T..-',
    'pod there-1 c of=s2 set=there claim=none @n3 |                      ..........+.R',
    'run here-0 a @n1 |                                       f',
    'run here-1 b @n2 |                                       f.....]',
    'run there-1 c @n3 |                                      ...........[',
  ],
};

export const startOrdinalStories: Readonly<Record<string, History>> = drawAll(startOrdinalRows);
