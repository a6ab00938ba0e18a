import { tryCases } from '../try-cases.ts';
import { reverseStop } from './reverse-stop.ts';

tryCases(reverseStop, [
  {
    title: 'when the highest goes first and the next when it is gone',
    rows: [
      'set web s1 | f1',
      'pod web-0 a @n1 | f',
      'pod web-2 c @n3 | f.T.-',
      'pod web-1 b @n2 | f....T.-',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the next goes while the highest is Terminating',
    rows: ['set web s1 | f1', 'pod web-2 c @n3 | f.T...-', 'pod web-1 b @n2 | f...T.-'],
    outcome: 'violated',
    says: /web-1 was deleted while web-2 was still Terminating/,
  },
  {
    title: 'when the lowest goes first',
    rows: ['set web s1 | f1', 'pod web-1 b @n2 | f.T.-', 'pod web-2 c @n3 | f....T.-'],
    outcome: 'violated',
    says: /web-1 was deleted while web-2 was there untouched/,
  },
  {
    title: 'when pods that never ran vanish without having been Terminating',
    rows: ['set web s1 | f1', 'pod web-2 c | f.-', 'pod web-1 b | f...-'],
    outcome: 'held',
  },
  {
    title: 'when a user deleted the lower one',
    rows: [
      'set web s1 | f1',
      'pod web-2 c @n3 | f.T...-',
      'request delete pods web-1 uid=b | ...!',
      'pod web-1 b @n2 | f...T.-',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the audit log says that another deleted the lower one',
    rows: [
      'set web s1 | f1',
      'pod web-2 c @n3 | f.T...-',
      'audit delete pods web-1 uid=b user=taint-eviction | ...!',
      'pod web-1 b @n2 | f...T.-',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the audit log says that the controller did',
    rows: [
      'set web s1 | f1',
      'pod web-2 c @n3 | f.T...-',
      'audit delete pods web-1 uid=b | ...!',
      'pod web-1 b @n2 | f...T.-',
    ],
    outcome: 'violated',
  },
  {
    title: 'when the audit log does not say who did',
    rows: [
      'set web s1 | f1',
      'pod web-2 c @n3 | f.T...-',
      'audit delete pods web-2 uid=c | .!',
      'pod web-1 b @n2 | f...T.-',
    ],
    outcome: 'unknown',
    says: /nobody knows who/,
  },
  {
    title: 'when the whole set is deleted',
    rows: ['set web s1 | f.T-', 'pod web-1 b @n2 | f..T.-', 'pod web-2 c @n3 | f...T.-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when one pod is too many, which has nothing above it',
    rows: ['set web s1 | f2', 'pod web-2 c @n3 | f.T.-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'for a Parallel set',
    rows: ['set web s1 policy=Parallel | f1', 'pod web-1 b @n2 | f.T.-', 'pod web-2 c @n3 | f.T.-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch was blind in between',
    rows: [
      'set web s1 | f1',
      'pod web-2 c @n3 | f.T.-',
      'gap pod | ...--',
      'pod web-1 b @n2 | f.....T.-',
    ],
    outcome: 'unknown',
  },
]);
