import { tryCases } from '../try-cases.ts';
import { deletesPassBudgets, disruptedByName, evictionsSaySo } from './around-the-budget.ts';

const USED_UP = 'pdb web budget allowed=0 | f';
const long = '.'.repeat(160);

tryCases(deletesPassBudgets, [
  {
    title: 'when a deletion passes a budget that is used up',
    rows: [USED_UP, 'pod web-0 a @n1 | f.T-', 'request delete pods web-0 uid=a | .!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when deletions are held to the budget, which they were not',
    rows: [USED_UP, 'pod web-0 a @n1 | f', 'request delete pods web-0 uid=a code=429 | .!'],
    outcome: 'violated',
  },
  {
    title: 'when the budget allows one',
    rows: ['pdb web budget | f', 'pod web-0 a @n1 | f.T-', 'request delete pods web-0 uid=a | .!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the budget was not watched',
    rows: [
      USED_UP,
      'gap pdb | .--',
      'pod web-0 a @n1 | f.T-',
      'request delete pods web-0 uid=a | .!',
    ],
    outcome: 'unknown',
  },
]);

tryCases(evictionsSaySo, [
  {
    title: 'when the condition comes first',
    rows: ['pod web-0 a @n1 | f.DT-', 'request evict pods web-0 uid=a | .!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is a plain deletion without the condition',
    rows: ['pod web-0 a @n1 | f..T-', 'request evict pods web-0 uid=a | .!'],
    outcome: 'violated',
    says: /never said so/,
  },
  {
    title: 'when the condition names somebody else',
    rows: ['pod web-0 a @n1 why=DeletionByPodGC | f.DT-', 'request evict pods web-0 uid=a | .!'],
    outcome: 'violated',
  },
  {
    title: 'when the eviction was refused',
    rows: ['pod web-0 a @n1 | f..T-', 'request evict pods web-0 uid=a code=429 | .!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it was going already',
    rows: ['pod web-0 a @n1 | fT..-', 'request evict pods web-0 uid=a | .!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the pods were not watched',
    rows: ['pod web-0 a @n1 | f..T-', 'gap pod | ..--', 'request evict pods web-0 uid=a | .!'],
    outcome: 'unknown',
  },
]);

tryCases(disruptedByName, [
  {
    title: 'when the entry goes with the pod',
    rows: ['pdb web budget | f.!.~', 'pod web-0 a @n1 | f.DT-'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a replacement counts as disrupted for too long',
    rows: [
      `pdb web budget | f.!.${long}~`,
      'pod web-0 a @n1 | f.DT-',
      'pod web-0 b @n1 | .....+.R',
    ],
    outcome: 'violated',
    says: /web-0 counted as disrupted for 16/,
  },
  {
    title: 'when the entry is by another name than a member has',
    rows: ['pdb web budget gone=uid-a | f.!.~', 'pod web-0 a @n1 | f.DT-'],
    outcome: 'violated',
    says: /no member's name/,
  },
  {
    title: 'when nobody was evicted',
    rows: ['pdb web budget | f', 'pod web-0 a @n1 | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the budget was not watched',
    rows: ['pdb web budget | f.!.~', 'gap pdb | ..--', 'pod web-0 a @n1 | f.DT-'],
    outcome: 'unknown',
  },
]);
