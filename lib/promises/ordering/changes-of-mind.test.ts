import { tryCases } from '../try-cases.ts';
import { changesOfMind } from './changes-of-mind.ts';

const MIND = ['set web s1 replicas=1 | f.3..2', 'pod web-0 a | f', 'pod web-1 b | ...+...R'];
const REST = 'converged web replicas=2 | .........!';

tryCases(changesOfMind, [
  { title: 'when the last word counts', rows: [...MIND, REST], outcome: 'held', trials: 1 },
  {
    title: 'when the set goes by a word of long ago',
    rows: [...MIND, 'pod web-2 c | ........+', 'pod web-2 c | .........-', `${REST}`],
    outcome: 'violated',
    says: /web-2 was created, which neither/,
  },
  {
    title: 'when it was complete at each change',
    rows: ['set web s1 replicas=1 | f..2', 'pod web-0 a | f', 'pod web-1 b | ....+.R', REST],
    outcome: 'unknown',
    trials: 0,
  },
  { title: 'when it never came to rest', rows: MIND, outcome: 'unknown', trials: 0 },
  { title: 'when nobody watched', rows: [...MIND, REST, 'gap set | ......-'], outcome: 'unknown' },
]);
