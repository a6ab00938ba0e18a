import { tryCases } from '../try-cases.ts';
import { ordinalsWithoutHoles } from './ordinals-without-holes.ts';

const quiet = '.'.repeat(40);

tryCases(ordinalsWithoutHoles, [
  {
    title: 'when the converged set is web-0 and web-1',
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
    title: 'when the range begins at a start ordinal',
    rows: [
      'set web s1 replicas=2 start=3 | f',
      'pod web-3 a @n1 | +.R',
      'pod web-4 b @n2 | ..+.R',
      'converged web replicas=2 | .....!',
    ],
    outcome: 'held',
  },
  {
    title: 'while a condemned ordinal is still Terminating',
    rows: [
      'set web s1 replicas=1 | f',
      'pod web-0 a @n1 | +.R',
      'pod web-1 b @n2 | f..T....-',
      'converged web replicas=1 | .....!',
    ],
    outcome: 'held',
  },
  {
    title: 'when a member has a random suffix',
    rows: [
      'set web s1 replicas=2 | f',
      'pod web-0 a @n1 | +.R',
      'pod web-x7k2p b @n2 | ..+.R',
      'converged web replicas=2 | .....!',
    ],
    outcome: 'violated',
    says: /member named web-x7k2p/,
  },
  {
    title: 'when a member has a leading zero',
    rows: [
      'set web s1 replicas=1 | f',
      'pod web-00 a @n1 | +.R',
      'converged web replicas=1 | .....!',
    ],
    outcome: 'violated',
    says: /member named web-00/,
  },
  {
    title: 'when an ordinal was skipped and the controller leaves it at that',
    rows: [
      'set web s1 replicas=2 | f',
      'pod web-0 a @n1 | +.R',
      'pod web-2 b @n2 | ..+.R',
      `end | ${quiet}!`,
    ],
    outcome: 'violated',
    says: /without web-1/,
  },
  {
    title: 'while nobody is there who could fill a hole',
    rows: [
      'set web s1 replicas=2 | f',
      'pod web-0 a @n1 | +.R',
      'pod web-1 b @n2 | ..+.RT-',
      'fault stop-controller-manager | ....i<..u>',
      `end | ${quiet}!`,
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'before the set has converged',
    rows: ['set web s1 replicas=2 | f', 'pod web-0 a @n1 | +.R', 'pod web-1 b @n2 | ..+.'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch was blind at that moment',
    rows: [
      'set web s1 replicas=1 | f',
      'pod web-0 a @n1 | +.R',
      'gap pod | ....---',
      'converged web replicas=1 | .....!',
    ],
    outcome: 'unknown',
    says: /blind/,
  },
  {
    title: 'when the watch was blind before and saw all of it again',
    rows: [
      'set web s1 replicas=1 | f',
      'gap pod | .--',
      'pod web-0 a @n1 | ....f',
      'converged web replicas=1 | .....!',
    ],
    outcome: 'held',
  },
]);
