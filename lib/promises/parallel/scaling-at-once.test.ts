import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { parallelRows } from './drawn-stories.ts';
import { createsAtOnce, deletesAtOnce } from './scaling-at-once.ts';

const { burst } = parallelRows;
const LATE = '.'.repeat(80);

tryCases(createsAtOnce, [
  { title: 'when all come at once', rows: withRows(burst), outcome: 'held', trials: 2 },
  {
    title: 'when one waits for another to become Ready',
    rows: withRows(
      burst,
      `set web s1 policy=Parallel templates=none | +${LATE}.f`,
      'pod web-1 b @n2 claim=none | .+',
      'pod web-2 c |',
    ),
    outcome: 'violated',
    says: /web-2 was not created while web-[01] was not Ready/,
  },
  {
    title: 'for a set in order',
    rows: withRows(burst, 'set web s1 | +.......1'),
    outcome: 'unknown',
    trials: 0,
  },
  { title: 'when nobody watched', rows: [...withRows(burst), 'gap pod | --'], outcome: 'unknown' },
]);

tryCases(deletesAtOnce, [
  { title: 'when all go at once', rows: withRows(burst), outcome: 'held', trials: 2 },
  {
    title: 'when one waits for another to be gone',
    rows: withRows(burst, 'pod web-1 b @n2 claim=none | .+.R................T...-'),
    outcome: 'violated',
    says: /web-1 was deleted only when web-2 was gone/,
  },
  {
    title: 'when one is left where it is while another is held',
    rows: [
      ...withRows(
        burst,
        'pod web-2 c @n3 claim=none | .+..R....T',
        'pod web-1 b @n2 claim=none | .+.R',
      ),
      `end | ${LATE}!`,
    ],
    outcome: 'violated',
    says: /web-1 was not deleted while web-2 was on its way out/,
  },
  {
    title: 'when the first is gone in no time',
    rows: withRows(burst, 'pod web-2 c | .+..R....T-', 'pod web-1 b | .+.R.....T-'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(burst), 'gap pod | .........--'],
    outcome: 'unknown',
  },
]);
