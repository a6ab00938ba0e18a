import { tryCases } from '../try-cases.ts';
import { completeWhenAllArrived } from './complete-when-all-arrived.ts';

const SET = 'set web s1 replicas=2 m=update:r2 s=current:r2 | f..m..........s';
const HIGH = ['pod web-1 b @n2 | f..T-', 'pod web-1 c @n2 rev=r2 | .....+.R'];
const LOW = ['pod web-0 a @n1 | f.......T-', 'pod web-0 d @n1 rev=r2 | ..........+.R'];

tryCases(completeWhenAllArrived, [
  { title: 'when all have arrived', rows: [SET, ...HIGH, ...LOW], outcome: 'held', trials: 1 },
  {
    title: 'when one is not updated at all',
    rows: [SET, ...HIGH, 'pod web-0 a @n1 | f'],
    outcome: 'violated',
    says: /before web-0 has arrived/,
  },
  {
    title: 'when one is missing',
    rows: [SET, ...HIGH, 'pod web-0 a @n1 | f.......T-'],
    outcome: 'violated',
  },
  {
    title: 'when its own counts deny it',
    rows: [
      ...['set web s1 replicas=2 m=update:r2 s=current:r2,updated:1 | f..m..........s', ...HIGH],
      ...LOW,
    ],
    outcome: 'violated',
    says: /1 updated and 2 ready of 2/,
  },
  {
    title: 'when the old revision was taken away by somebody',
    rows: [SET, 'revision r1 x | f............-', ...HIGH, 'pod web-0 a @n1 | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it is never called complete',
    rows: [SET.replace(/s$/, '.'), ...HIGH, ...LOW],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody was looking',
    rows: [SET, ...HIGH, ...LOW, 'gap pod | ............--'],
    outcome: 'unknown',
  },
]);
