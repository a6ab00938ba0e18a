import { tryCases } from '../try-cases.ts';
import { budgetShrinksUnwatched, concurrentEvictionsCounted } from './evictions-within-budget.ts';

const PODS = ['pod web-0 a @n1 | f...DT-', 'pod web-1 b @n2 | f', 'pod web-2 c @n3 | f'];
const GRANTED = 'request evict pods web-0 uid=a facts=answered:4500 | ...!';
const REFUSED = 'request evict pods web-1 uid=b code=429 facts=answered:4500 | ...!';

tryCases(concurrentEvictionsCounted, [
  {
    title: 'when one of two that were asked for at once is granted',
    rows: ['pdb web budget allowed=1 | f...0', ...PODS, GRANTED, REFUSED],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when both are, by a lost update of the budget',
    rows: [
      'pdb web budget allowed=1 | f...0',
      ...PODS,
      GRANTED,
      'request evict pods web-1 uid=b facts=answered:4500 | ...!',
    ],
    outcome: 'violated',
    says: /2 of 2 evictions were granted where web allowed 1/,
  },
  {
    title: 'when more became allowed on the way',
    rows: [
      'pdb web budget allowed=1 | f...010',
      ...PODS,
      'request evict pods web-0 uid=a facts=answered:7500 | ...!',
      'request evict pods web-1 uid=b facts=answered:7500 | ...!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when they were asked for one after the other',
    rows: [
      'pdb web budget allowed=1 | f...0',
      ...PODS,
      GRANTED,
      'request evict pods web-1 uid=b code=429 | .....!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the budget was not watched',
    rows: ['pdb web budget allowed=1 | f', 'gap pdb | ...---', ...PODS, GRANTED, REFUSED],
    outcome: 'unknown',
  },
]);

const DOWN = 'fault stop-controller-manager | .i<..........u>';
const FIRST = 'request evict pods web-0 uid=a | ...!';

tryCases(budgetShrinksUnwatched, [
  {
    title: 'when what was left is used up and no more is granted',
    rows: [
      DOWN,
      'pdb web budget allowed=1 | f...0',
      ...PODS,
      FIRST,
      'request evict pods web-1 uid=b code=429 | .....!',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when evictions go on without end',
    rows: [
      DOWN,
      'pdb web budget allowed=1 | f...0',
      ...PODS,
      FIRST,
      'request evict pods web-1 uid=b | .....!',
    ],
    outcome: 'violated',
    says: /2 of 2/,
  },
  {
    title: 'when the budget grows by itself',
    rows: [
      DOWN,
      'pdb web budget allowed=1 | f...0..1',
      ...PODS,
      FIRST,
      'request evict pods web-1 uid=b code=429 | .....!',
      'request evict pods web-2 uid=c code=429 | ........!',
    ],
    outcome: 'violated',
    says: /allowed more while nobody could count/,
  },
  {
    title: 'when its controller was there',
    rows: [
      'pdb web budget allowed=1 | f...0',
      ...PODS,
      FIRST,
      'request evict pods web-1 uid=b code=429 | .....!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the budget was not watched',
    rows: [
      DOWN,
      'pdb web budget allowed=1 | f...0',
      'gap pdb | .....--',
      ...PODS,
      FIRST,
      'request evict pods web-1 uid=b code=429 | .....!',
    ],
    outcome: 'unknown',
  },
]);
