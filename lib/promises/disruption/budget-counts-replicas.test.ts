import { tryCases } from '../try-cases.ts';
import { budgetCountsReplicas } from './budget-counts-replicas.ts';

const SET = 'set web s1 | f';
const TWO = ['pod web-0 a @n1 | f', 'pod web-1 b @n2 | f'];

tryCases(budgetCountsReplicas, [
  {
    title: 'when three are expected of a set of three that has two',
    rows: [SET, ...TWO, 'pdb web budget max=1 expected=3 desired=2 healthy=2 allowed=0 | .f'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it counts by the pods that are there',
    rows: [SET, ...TWO, 'pdb web budget max=1 expected=2 desired=1 healthy=2 | .f'],
    outcome: 'violated',
    says: /expected 2 pods of a set of 3/,
  },
  {
    title: 'when a share is rounded down',
    rows: [SET, ...TWO, 'pdb web budget min=50% expected=3 desired=1 healthy=2 | .f'],
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
    rows: [SET, ...TWO, 'pdb web budget min=2 expected=2 desired=2 healthy=2 allowed=0 | .f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the set was not watched',
    rows: [SET, ...TWO, 'gap set | .--', 'pdb web budget max=1 healthy=2 allowed=0 | ..f'],
    outcome: 'unknown',
  },
]);

const ALL = [SET, ...TWO, 'pod web-2 c @n3 | f'];
const minute = '.'.repeat(60);

tryCases(budgetCountsReplicas, [
  {
    title: 'when one more is allowed than is healthy beyond those it wants',
    rows: [...ALL, 'pdb web budget max=1 allowed=2 | .f'],
    outcome: 'violated',
    says: /web allows 2 disruptions where 1 are due/,
  },
  {
    title: 'when one is allowed by a plain number that wants all',
    rows: [...ALL, 'pdb web budget min=3 desired=3 allowed=1 | .f'],
    outcome: 'violated',
    says: /web allows 1 disruptions where 0 are due/,
  },
  {
    title: 'when none is allowed for a minute where one is due',
    rows: [...ALL, 'pdb web budget max=1 allowed=0 | .f', `end | ${minute}!`],
    outcome: 'violated',
    says: /web allows 0 disruptions where 1 are due/,
  },
  {
    title: 'when none is allowed for a moment where one is due',
    rows: [...ALL, 'pdb web budget max=1 allowed=0 | .f....1', `end | ${minute}!`],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when none is allowed while nobody can say whom to expect',
    rows: [
      ...[...ALL, 'pod web-x z of=other @n3 | f'],
      ...['pdb web budget max=1 allowed=0 | .f', `end | ${minute}!`],
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when an eviction took the last one and its pod lingers',
    rows: [...ALL, 'pdb web budget max=1 allowed=0 | .!', `end | ${minute}!`],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when one is counted as healthy that has long been on its way out',
    rows: [SET, ...TWO, 'pod web-2 c @n3 | f.T', `pdb web budget max=1 | .f.............n`],
    outcome: 'violated',
    says: /web counts 3 healthy, and there were 2/,
  },
  {
    title: 'when one is counted as healthy that is on its way out by now',
    rows: [SET, ...TWO, 'pod web-2 c @n3 | f.........T', `pdb web budget max=1 | .f.............n`],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched who was healthy',
    rows: [
      ...[SET, ...TWO, 'pod web-2 c @n3 | f.T', 'pdb web budget max=1 | .f.............n'],
      'gap pod | ......---',
    ],
    outcome: 'unknown',
  },
]);
