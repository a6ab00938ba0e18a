import type { History } from '../../model/entry.ts';
import { type DrawnRows, drawAll } from '../redraw.ts';

export const PATIENT = 'set web s1 replicas=2 wait=8 templates=none';

export const INTERRUPTED =
  'set web s1 replicas=1 wait=60 templates=none s=ready:0 t=ready:1,available:0 u=available:1 | +.s.t';

/** Whole stories in which the promises of this area are put to the test and kept. */
export const minReadyRows: DrawnRows = {
  /** One comes after the other has been Ready for 8 s, which then stops being so for a moment. */
  patience: [
    `${PATIENT} m=ready:1,available:0 n=ready:1,available:1 | +..m......n`,
    'set web s1 o=ready:2,available:1 p=ready:2,available:2 |  ..............o.......p',
    'set web s1 q=available:1 |                                .............................q',
    'set web s1 m=available:2 |                                .....................................m',
    `request patch statefulsets web facts=keys:spec.minReadySeconds | ${'.'.repeat(42)}!`,
    'set web s1 n=minReadySeconds:1,available:2 |              ..........................................n',
    `set web s1 | ${'.'.repeat(44)}f`,
    'pod web-0 a @n1 claim=none |                              +.R......................r.R',
    'pod web-1 b @n2 claim=none |                              ...........+.R',
    'end |                                                     ..............................................!',
  ],

  /** The controller goes 3 s after the member was Ready, and is back long before its 60 s are over. */
  interrupted: [
    `${INTERRUPTED}${'.'.repeat(59)}u`,
    'pod web-0 a @n1 claim=none | .+.R',
    'fault stop-controller-manager | .....i<.........u>',
    `end | ${'.'.repeat(85)}!`,
  ],
};

export const minReadyStories: Readonly<Record<string, History>> = drawAll(minReadyRows);
