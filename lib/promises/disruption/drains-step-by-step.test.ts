import { tryCases } from '../try-cases.ts';
import { drainsStepByStep } from './drains-step-by-step.ts';

const NODE = 'node n1 | f.c';
const BUDGET = 'pdb web budget desired=2 | f';
const MOVED = ['pod web-0 a @n1 | f...DT-', 'pod web-0 b @n2 | .......+.R'];
const OTHERS = ['pod web-1 d @n2 | f', 'pod web-2 e @n3 | f'];
const GRANTED = 'audit create pods web-0 sub=eviction code=201 | .....!';

tryCases(drainsStepByStep, [
  {
    title: 'when two others are Ready, and it returns elsewhere',
    rows: [NODE, BUDGET, ...MOVED, ...OTHERS, GRANTED],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when two are evicted in parallel',
    rows: [
      NODE,
      BUDGET,
      ...MOVED,
      'pod web-1 d @n1 | f..DT-',
      'pod web-2 e @n3 | f',
      GRANTED,
      'audit create pods web-1 sub=eviction code=201 | ....!',
    ],
    outcome: 'violated',
    says: /web-0 was evicted with 1 others Ready, where 2 are wanted/,
  },
  {
    title: 'when it returns to the node that is drained',
    rows: [
      NODE,
      BUDGET,
      'pod web-0 a @n1 | f...DT-',
      'pod web-0 b @n1 | .......+.R',
      ...OTHERS,
      GRANTED,
    ],
    outcome: 'violated',
    says: /returned to n1/,
  },
  {
    title: 'when it returns with another claim',
    rows: [
      NODE,
      BUDGET,
      'pod web-0 a @n1 | f...DT-',
      'pod web-0 b @n2 claim=fresh | .......+.R',
      ...OTHERS,
      GRANTED,
    ],
    outcome: 'violated',
    says: /without its claims/,
  },
  {
    title: 'when another was lost by other means just before',
    rows: [NODE, BUDGET, ...MOVED, 'pod web-1 d @n2 | f...r', 'pod web-2 e @n3 | f', GRANTED],
    outcome: 'held',
  },
  {
    title: 'when no node was closed: a plain eviction',
    rows: ['node n1 | f', BUDGET, ...MOVED, ...OTHERS, GRANTED],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it has nowhere to return to',
    rows: [
      NODE,
      BUDGET,
      'pod web-0 a @n1 | f...DT-',
      'pod web-0 b @n2 | .......+',
      ...OTHERS,
      GRANTED,
    ],
    outcome: 'unknown',
    says: /does not show web-0 return/,
  },
  {
    title: 'when the pods were not watched',
    rows: [NODE, BUDGET, ...MOVED, ...OTHERS, GRANTED, 'gap pod | .....--'],
    outcome: 'unknown',
  },
]);
