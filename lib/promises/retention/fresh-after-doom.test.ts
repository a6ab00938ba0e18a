import { tryCases } from '../try-cases.ts';
import { freshAfterDoom } from './fresh-after-doom.ts';

const CLAIM = 'claim data-web-1 c1 own=Pod/web-1/b! | f';
const FRESH = 'claim data-web-1 c2 | ............+';
const OLD = 'pod web-1 b @n2 | f..T-';
const BACK = 'pod web-1 d @n2 | .............+.R';
const set = (columns: string) => `set web s1 replicas=2 whenScaled=Delete | ${columns}`;

tryCases(freshAfterDoom, [
  {
    title: 'when it is asked back before its condemned claim has gone, and waits',
    rows: [set('f.1....2'), `${CLAIM}....T....-`, FRESH, OLD, BACK],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it does not wait',
    rows: [set('f.1....2'), `${CLAIM}....T...........-`, OLD, BACK],
    outcome: 'violated',
  },
  {
    title: 'when it is asked back only after the claim has gone',
    rows: [set('f.1.......2'), `${CLAIM}....T..-`, FRESH, OLD, BACK],
    outcome: 'unknown',
    trials: 0,
  },
]);
