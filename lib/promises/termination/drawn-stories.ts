import type { History } from '../../model/entry.ts';
import { type DrawnRows, drawAll } from '../redraw.ts';

/** Whole stories in which the promises of this area are put to the test and kept. */
export const terminationRows: DrawnRows = {
  /** Two have to go, and the first of them takes its time. */
  slowShutdown: [
    'set web s1 templates=none s=counted:3,ready:3,held:2,updated:2 | f..1s',
    'audit delete pods web-2 uid=c |     ....!',
    'audit delete pods web-1 uid=b |     ...........!',
    'pod web-0 a @n1 claim=none |        f',
    'pod web-1 b @n2 claim=none |        f..........T.-',
    'pod web-2 c @n3 claim=none |        f...T.....-',
    'run web-1 b @n2 |                   f...........]',
    'run web-2 c @n3 |                   f........]',
  ],

  /** A finalizer holds one that a user deleted, and then another has it. */
  finalizer: [
    'set web s1 replicas=1 templates=none s=held:0,updated:0 t=held:1,updated:1 | f.s.......t',
    'request delete pods web-0 uid=a |      .!',
    'pod web-0 a @n1 claim=none fin=hold |  f.T.....U-',
    'pod web-0 b @n1 claim=none |           ..........+.R',
  ],

  /** One ends well, and is made again; another one waits for a node that there is not. */
  ended: [
    'set web s1 replicas=1 templates=none | f',
    'set job s2 replicas=1 templates=none | f',
    'request delete pods job-0 uid=j |      .......!',
    'pod web-0 a @n1 claim=none |           f..S-',
    'pod web-0 b @n1 claim=none |           .....+.R',
    'pod job-0 j of=s2 set=job claim=none | .+......-',
  ],

  /** One whose template gives it no time is deleted. */
  noGrace: [
    'set web s1 replicas=1 templates=none | f',
    'request delete pods web-0 uid=a |      ...!',
    'pod web-0 a @n1 claim=none wish=0 |    f...-',
  ],

  /** One crashes without a word, and is deleted with one. */
  hook: [
    'set web s1 replicas=1 templates=none | f',
    'request delete pods web-0 uid=a |      .......!',
    'pod web-0 a @n1 claim=none |           f..C.R..T-',
    'said leave web-0 a |                   ........!',
  ],
};

export const terminationStories: Readonly<Record<string, History>> = drawAll(terminationRows);
