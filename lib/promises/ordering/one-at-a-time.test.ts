import { tryCases } from '../try-cases.ts';
import { oneAtATime } from './one-at-a-time.ts';

tryCases(oneAtATime, [
  {
    title: 'when each waits for the one before',
    rows: ['set web s1 | +', 'pod web-0 a | +.R', 'pod web-1 b | ...+.R', 'pod web-2 c | ......+'],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when one may be on its way',
    rows: ['set web s1 | +', 'pod web-0 a | +...R', 'pod web-1 b | .+..R'],
    outcome: 'violated',
    says: /web-1 was created while web-0 was still on its way/,
  },
  {
    title: 'when a lower one is made again under one on its way',
    rows: ['set web s1 | +', 'pod web-0 a | f.T-', 'pod web-1 b | .+', 'pod web-0 c | ....+'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'for a Parallel set',
    rows: ['set web s1 policy=Parallel | +', 'pod web-0 a | +', 'pod web-1 b | +'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: ['set web s1 | +', 'pod web-0 a | +.R', 'pod web-1 b | ...+', 'gap pod | .-'],
    outcome: 'unknown',
  },
]);
