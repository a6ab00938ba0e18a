import { tryCases } from '../try-cases.ts';
import { readinessAlone } from './readiness-alone.ts';

const SET = 'set web s1 replicas=1 | f';

tryCases(readinessAlone, [
  {
    title: 'when it recovers',
    rows: [SET, 'pod web-0 a | f..r.....R'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is left alone to the end',
    rows: [SET, 'pod web-0 a | f..r', 'end | ..........!'],
    outcome: 'held',
  },
  {
    title: 'when the controller loses its patience',
    rows: [SET, 'pod web-0 a | f..r.....T-'],
    outcome: 'violated',
    says: /all that it lacked was readiness/,
  },
  {
    title: 'when a user deletes it',
    rows: [SET, 'pod web-0 a | f..r.....T-', 'request delete pods web-0 uid=a | ........!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it has to go for an update',
    rows: ['set web s1 replicas=1 m=update:r2 | f....m', 'pod web-0 a | f..r.....T-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it had failed',
    rows: [SET, 'pod web-0 a | f..r.F...T-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the audit log does not know who deleted it',
    rows: [SET, 'pod web-0 a | f..r.....T-', 'audit delete pods other uid=z | .!'],
    outcome: 'unknown',
    says: /nobody knows/,
  },
  {
    title: 'when nobody watched',
    rows: [SET, 'pod web-0 a | f..r..R', 'gap pod | ....-'],
    outcome: 'unknown',
  },
]);
