import { tryCases } from '../try-cases.ts';
import { pastBudgets } from './past-budgets.ts';

const SET = 'set web s1 replicas=1 m=update:r2 | f..m';
const BUDGET = 'pdb web budget max=0 allowed=0 healthy=1 expected=1 | f';
const TAKEN = ['pod web-0 a @n1 | f..T-', 'pod web-0 b @n1 rev=r2 | .....+.R'];
const minute = '.'.repeat(70);

tryCases(pastBudgets, [
  {
    title: 'when an update takes a member past its budget',
    rows: [SET, BUDGET, ...TAKEN],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a scale-down does',
    rows: ['set web s1 replicas=2 | f..1', BUDGET, 'pod web-1 b @n1 | f...T-'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when an update waits for its budget',
    rows: [SET, BUDGET, 'pod web-0 a @n1 | f', `end | ${minute}!`],
    outcome: 'violated',
    says: /web waited for its budget/,
  },
  {
    title: 'when the controller asks for an eviction',
    rows: [SET, BUDGET, ...TAKEN, 'audit create pods web-0 sub=eviction | ...!'],
    outcome: 'violated',
    says: /asked for the eviction of web-0/,
  },
  {
    title: 'when its budget allows it',
    rows: [SET, BUDGET.replace('allowed=0', 'allowed=1'), ...TAKEN],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when somebody else deletes it',
    rows: [SET, BUDGET, ...TAKEN, 'request delete pods web-0 uid=a | ..!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the budget was not watched',
    rows: [SET, BUDGET, ...TAKEN, 'gap pdb | ..--'],
    outcome: 'unknown',
  },
]);
