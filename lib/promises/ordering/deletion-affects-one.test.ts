import { tryCases } from '../try-cases.ts';
import { deletionAffectsOne } from './deletion-affects-one.ts';

const ROWS = [
  'set web s1 replicas=2 | f',
  'request delete pods web-0 uid=a | .!',
  'pod web-0 a | f.T.-',
  'pod web-0 b | .....+.R',
];

tryCases(deletionAffectsOne, [
  {
    title: 'when the others do not notice',
    rows: [...ROWS, 'pod web-1 c | f'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when another goes along',
    rows: [...ROWS, 'pod web-1 c | f..T-'],
    outcome: 'violated',
    says: /web-1 went along with web-0/,
  },
  {
    title: 'when another is labelled anew',
    rows: [...ROWS, 'pod web-1 c l=role:primary | f..L'],
    outcome: 'violated',
  },
  { title: 'when there are no others', rows: ROWS, outcome: 'unknown', trials: 0 },
  {
    title: 'when nobody watched',
    rows: [...ROWS, 'pod web-1 c | f', 'gap pod | ...-'],
    outcome: 'unknown',
  },
]);
