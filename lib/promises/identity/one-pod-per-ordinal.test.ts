import { tryCases } from '../try-cases.ts';
import { onePodPerOrdinal } from './one-pod-per-ordinal.ts';

const quiet = '.'.repeat(40);

tryCases(onePodPerOrdinal, [
  {
    title: 'with one pod for each ordinal',
    rows: [
      'set web s1 replicas=2 | f',
      'pod web-0 a @n1 | +.R',
      'pod web-1 b @n2 | ..+.R',
      'converged web replicas=2 | .....!',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the runner calls it converged before its pod was seen',
    rows: [
      'set web s1 replicas=1 | f',
      'converged web replicas=1 | ..!',
      'pod web-0 b @n2 | ....+.R',
    ],
    outcome: 'violated',
    says: /0 pods for ordinal 0/,
  },
  {
    title: 'when a condemned ordinal is left behind',
    rows: [
      'set web s1 replicas=2 | f.1',
      'pod web-0 a @n1 | f',
      'pod web-1 b @n2 | f',
      `end | ${quiet}!`,
    ],
    outcome: 'violated',
    says: /web-1 is none of the 1 members/,
  },
  {
    title: 'when there is a web-01 beside web-1',
    rows: [
      'set web s1 replicas=2 | f',
      'pod web-0 a @n1 | f',
      'pod web-1 b @n2 | f',
      'pod web-01 c @n2 | f',
      'converged web replicas=2 | .....!',
    ],
    outcome: 'violated',
    says: /2 pods for ordinal 1/,
  },
  {
    title: 'while somebody else is scaling it: the spec is not the one that converged',
    rows: [
      'set web s1 replicas=2 | f..3',
      'pod web-0 a @n1 | f',
      'pod web-1 b @n2 | f',
      'converged web replicas=2 | .....!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch of sets was blind',
    rows: [
      'set web s1 replicas=1 | f',
      'pod web-0 a @n1 | f',
      'gap set | ...---',
      'converged web replicas=1 | ....!',
    ],
    outcome: 'unknown',
  },
]);
