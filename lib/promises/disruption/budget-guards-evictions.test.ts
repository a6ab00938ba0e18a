import { tryCases } from '../try-cases.ts';
import {
  budgetsHaveEdges,
  unhealthyPolicyRespected,
  usedUpBudgetRefuses,
} from './budget-guards-evictions.ts';

const USED_UP = 'pdb web budget allowed=0 | f';

tryCases(usedUpBudgetRefuses, [
  {
    title: 'when a Ready member is refused',
    rows: [USED_UP, 'pod web-0 a @n1 | f', 'request evict pods web-0 uid=a code=429 | .!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when everything is allowed',
    rows: [USED_UP, 'pod web-0 a @n1 | f..DT-', 'request evict pods web-0 uid=a | ..!'],
    outcome: 'violated',
    says: /web-0 was granted while its budget was used up/,
  },
  {
    title: 'when one was allowed',
    rows: [
      'pdb web budget allowed=1 | f..0',
      'pod web-0 a @n1 | f..DT-',
      'request evict pods web-0 uid=a | ..!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the budget does not cover it',
    rows: [
      'pdb web budget allowed=0 selects=app:db | f',
      'pod web-0 a @n1 | f..DT-',
      'request evict pods web-0 uid=a | ..!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the member was not Ready',
    rows: [USED_UP, 'pod web-0 a @n1 | f.r', 'request evict pods web-0 uid=a | .....!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the budget was not watched',
    rows: [
      USED_UP,
      'pod web-0 a @n1 | f',
      'gap pdb | .--',
      'request evict pods web-0 uid=a code=429 | .!',
    ],
    outcome: 'unknown',
  },
]);

tryCases(unhealthyPolicyRespected, [
  {
    title: 'when it is protected below budget',
    rows: [
      'pdb web budget allowed=0 healthy=1 | f',
      'pod web-0 a @n1 | fr',
      'request evict pods web-0 uid=a code=429 | ....!',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the policy is ignored, and it is evicted below budget',
    rows: [
      'pdb web budget allowed=0 healthy=1 | f',
      'pod web-0 a @n1 | fr....DT-',
      'request evict pods web-0 uid=a | .....!',
    ],
    outcome: 'violated',
    says: /granted while it was not Ready and too few others were/,
  },
  {
    title: 'when AlwaysAllow does not allow',
    rows: [
      'pdb web budget allowed=0 healthy=1 policy=AlwaysAllow | f',
      'pod web-0 a @n1 | fr',
      'request evict pods web-0 uid=a code=429 | ....!',
    ],
    outcome: 'violated',
    says: /429 while it was not Ready, under AlwaysAllow/,
  },
  {
    title: 'when the others are well',
    rows: [
      'pdb web budget healthy=2 | f',
      'pod web-0 a @n1 | fr...DT-',
      'request evict pods web-0 uid=a | ....!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the pods were not watched',
    rows: [
      'pdb web budget allowed=0 healthy=1 | f',
      'pod web-0 a @n1 | fr',
      'gap pod | ..------',
      'request evict pods web-0 uid=a code=429 | ....!',
    ],
    outcome: 'unknown',
  },
]);

tryCases(budgetsHaveEdges, [
  {
    title: 'when a Pending one goes, and two budgets are too much',
    rows: [
      USED_UP,
      'pdb other two allowed=0 | ......+',
      'pod web-0 a @n1 | +..DT-',
      'pod web-1 b @n1 | f',
      'request evict pods web-0 uid=a | ..!',
      'request evict pods web-1 uid=b code=500 | ........!',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a Pending one is protected',
    rows: [USED_UP, 'pod web-0 a @n1 | +', 'request evict pods web-0 uid=a code=429 | ..!'],
    outcome: 'violated',
    says: /429 while it was Pending/,
  },
  {
    title: 'when one of two budgets decides',
    rows: [
      'pdb web budget | f',
      'pdb other two | f',
      'pod web-0 a @n1 | f..DT-',
      'request evict pods web-0 uid=a | ..!',
    ],
    outcome: 'violated',
    says: /granted while two budgets covered it/,
  },
  {
    title: 'when the budgets were not watched',
    rows: [
      USED_UP,
      'pod web-0 a @n1 | +',
      'gap pdb | ..--',
      'request evict pods web-0 uid=a | ..!',
    ],
    outcome: 'unknown',
  },
]);
