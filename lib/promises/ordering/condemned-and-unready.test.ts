import { tryCases } from '../try-cases.ts';
import { condemnedAndUnready } from './condemned-and-unready.ts';

const SET = 'set web s1 | f....1';

tryCases(condemnedAndUnready, [
  {
    title: 'when the only such one goes as it is',
    rows: [SET, 'pod web-0 a | f', 'pod web-1 b | f.r...T-', 'pod web-2 c | f'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one above another goes as it is',
    rows: [SET, 'pod web-0 a | f', 'pod web-1 b | f.r', 'pod web-2 c | f.r...T-'],
    outcome: 'violated',
    says: /web-2 went unavailable while web-1 below it was so too/,
  },
  {
    title: 'when all that go are well',
    rows: [SET, 'pod web-0 a | f', 'pod web-1 b | f.......T-', 'pod web-2 c | f.....T-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [SET, 'pod web-0 a | f', 'pod web-1 b | f.r...T-', 'gap pod | ....-'],
    outcome: 'unknown',
  },
]);
