import type { History } from '../../model/entry.ts';
import { type DrawnRows, drawAll } from '../redraw.ts';

const SET = 'set web s1 policy=Parallel templates=none';

/** Whole stories in which the promises of this area are put to the test and kept. */
export const parallelRows: DrawnRows = {
  /** Three start at once, in two batches, and two go at once. */
  burst: [
    `${SET} |                      +.......1`,
    'audit create pods web-0 |     +',
    'audit create pods web-1 |     +',
    'audit create pods web-2 |     +',
    'pod web-0 a @n1 claim=none |  .+..R',
    'pod web-1 b @n2 claim=none |  .+.R.....T...-',
    'pod web-2 c @n3 claim=none |  .+..R....T....-',
  ],

  /** A rollout goes on one by one, over a lowest member that is not Ready. */
  parallelRollout: [
    `${SET} m=update:r2 |                f..m`,
    'pod web-0 a @n1 claim=none |        fr',
    'pod web-1 b @n2 claim=none |        f.......T-',
    'pod web-2 c @n3 claim=none |        f....T-',
    'pod web-2 d @n3 claim=none rev=r2 | .......R',
    'pod web-1 e @n2 claim=none rev=r2 | ..........+.R',
    'end |                               ..............!',
  ],

  /** A broken revision is taken back. */
  brokenParallel: [
    `${SET} replicas=1 m=update:r2 n=update:r1 | f..m....n`,
    'pod web-0 a @n1 claim=none |        f...T-',
    'pod web-0 b @n1 claim=none rev=r2 | ......+P.T-',
    'pod web-0 c @n1 claim=none |        ...........+.R',
  ],
};

export const parallelStories: Readonly<Record<string, History>> = drawAll(parallelRows);
