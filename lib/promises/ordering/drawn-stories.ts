import type { History } from '../../model/entry.ts';
import { type DrawnRows, drawAll } from '../redraw.ts';

/** Whole stories in which the promises of this area are put to the test and kept. */
export const orderingRows: DrawnRows = {
  /** A set is asked to grow while its lowest member is not Ready, and waits. */
  haltedGrowth: [
    'set web s1 replicas=2 templates=none | f....3',
    'pod web-0 a @n1 claim=none |           f..r.......R',
    'pod web-1 b @n2 claim=none |           f',
    'pod web-2 c @n3 claim=none |           ............+.R',
  ],

  /** A set is asked to shrink while its lowest member is not Ready, and waits. */
  haltedShrinking: [
    'set web s1 templates=none s=counted:3,ready:2,held:3,updated:3 | f....1s',
    'pod web-0 a @n1 claim=none | f..r.......R',
    'pod web-1 b @n2 claim=none | f..............T-',
    'pod web-2 c @n3 claim=none | f............T-',
  ],

  /** Two are lost below one that is not Ready, and come back one by one from the lowest. */
  lossesBelow: [
    'set web s1 templates=none |           f',
    'request delete pods web-0 uid=a |     ..!',
    'request delete pods web-1 uid=b |     ..!',
    'pod web-0 a @n1 claim=none |          f..T.-',
    'pod web-1 b @n2 claim=none |          f..T.-',
    'pod web-2 c @n3 claim=none |          f.r.................R',
    'pod web-0 d @n1 claim=none |          ......+.R',
    'pod web-1 e @n2 claim=none |          .........+.R',
  ],

  /** A user deletes the lowest, which takes its time, and asks for one less meanwhile. */
  slowToGo: [
    'set web s1 templates=none s=counted:3,ready:3,held:2,updated:2 t=counted:2,ready:2 | f...2s.........t',
    'request delete pods web-0 uid=a | ..!',
    'pod web-0 a @n1 claim=none |      f..T.....-',
    'pod web-1 b @n2 claim=none |      f',
    'pod web-2 c @n3 claim=none |      f............T-',
    'pod web-0 d @n1 claim=none |      ..........+.R',
    'converged web replicas=2 |        ................!',
  ],

  /** A set is put to sleep and wakes up. */
  sleep: [
    'set web s1 replicas=2 templates=none | f..0.........2',
    'pod web-1 b @n2 claim=none |           f...T-',
    'pod web-0 a @n1 claim=none |           f.....T-',
    'pod web-0 c @n1 claim=none |           ..............+.R',
    'pod web-1 d @n2 claim=none |           .................+.R',
  ],

  /** One that is not Ready has to go, and goes. */
  condemned: [
    'set web s1 replicas=2 templates=none | f.....1',
    'pod web-0 a @n1 claim=none |           f',
    'pod web-1 b @n2 claim=none |           f.r.....T-',
  ],

  /** A set is asked for one member less and a new revision at once. */
  shrinkAndUpdate: [
    'set web s1 replicas=2 templates=none m=replicas:1,update:r2 | f..m',
    'pod web-1 b @n2 claim=none |                                  f...T.-',
    'pod web-0 a @n1 claim=none |                                  f.......T-',
    'pod web-0 c @n1 claim=none rev=r2 |                           ..........+.R',
  ],
};

export const orderingStories: Readonly<Record<string, History>> = drawAll(orderingRows);
