import { tryCases } from '../try-cases.ts';
import { budgetCountsReplicas } from './budget-counts-replicas.ts';

const SET = 'set web s1 | f';
const TWO = ['pod web-0 a @n1 | f', 'pod web-1 b @n2 | f'];

tryCases(budgetCountsReplicas, [
  {
    title: 'when three are expected of a set of three that has two',
    rows: [SET, ...TWO, 'pdb web budget max=1 expected=3 desired=2 | .f'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it counts by the pods that are there',
    rows: [SET, ...TWO, 'pdb web budget max=1 expected=2 desired=1 | .f'],
    outcome: 'violated',
    says: /expected 2 pods of a set of 3/,
  },
  {
    title: 'when a share is rounded down',
    rows: [SET, ...TWO, 'pdb web budget min=50% expected=3 desired=1 | .f'],
    outcome: 'violated',
    says: /wanted 1 of 3 healthy where 2/,
  },
  {
    title: 'when as many are there as are asked for',
    rows: [SET, ...TWO, 'pod web-2 c @n3 | f', 'pdb web budget max=1 | .f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when its number needs no base',
    rows: [SET, ...TWO, 'pdb web budget min=2 expected=2 desired=2 | .f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the set was not watched',
    rows: [SET, ...TWO, 'gap set | .--', 'pdb web budget max=1 | ..f'],
    outcome: 'unknown',
  },
]);
